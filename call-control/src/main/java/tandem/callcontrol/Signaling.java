package tandem.callcontrol;

import java.util.function.Consumer;
import tandem.callmodel.CallId;

/// The SIP edge as a call sees it. Thread-safe; returns without waiting for the network. A call
/// that is gone: nothing happens.
public interface Signaling extends AutoCloseable {

    /// Opens the listening points; events go to `events` from then on.
    ///
    /// @throws StartException when an address cannot be had: says which and what to do
    void start(Consumer<SipEvent> events) throws StartException;

    /// 180 to the caller.
    void ring(CallId call);

    /// 200 to the INVITE or re-INVITE that waits, with our address in the SDP.
    void answer(CallId call, MediaAddress local);

    /// Final refusal of the INVITE or re-INVITE that waits.
    void refuse(CallId call, Refusal refusal);

    /// BYE (or the fitting final response when the call is not answered yet), with the cause in
    /// `Reason` (RFC 3326).
    void hangUp(CallId call, EndCause cause);

    /// From now on every new INVITE gets 503 + Retry-After.
    void drain();

    @Override
    void close();
}
