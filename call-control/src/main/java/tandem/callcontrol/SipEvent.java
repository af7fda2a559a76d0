package tandem.callcontrol;

import tandem.callmodel.CallId;
import tandem.callmodel.DtmfDigit;
import tandem.callmodel.PartyAddress;

/// What the SIP edge tells about calls. Made on the stack's thread; handed over without waiting.
public sealed interface SipEvent {

    CallId call();

    /// A new call with an offer we can take; 100 was sent.
    ///
    /// @param source IP address and port it came from
    record Invited(
            CallId call,
            PartyAddress from,
            PartyAddress to,
            NegotiatedMedia media,
            String source,
            String sipCallId)
            implements SipEvent {}

    /// The ACK of our answer came.
    record Acknowledged(CallId call) implements SipEvent {}

    /// CANCEL before the answer; 487 was sent.
    record Cancelled(CallId call) implements SipEvent {}

    /// BYE, or the dialog died; it was answered.
    record HungUp(CallId call, EndCause cause) implements SipEvent {}

    /// A re-INVITE that changes the media; waits for [Signaling#answer] or [Signaling#refuse].
    record Reinvited(CallId call, NegotiatedMedia media) implements SipEvent {}

    /// A key by SIP INFO; it was answered.
    record KeyByInfo(CallId call, DtmfDigit digit) implements SipEvent {}
}
