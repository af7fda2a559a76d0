package tandem.sippscenarios.sip;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// A request. Immutable.
///
/// @param source where it came from; null for what we send ourselves
@SuppressWarnings("ArrayRecordComponent") // never compared, and written once
record SipRequest(
        String method,
        String uri,
        SipHeaders headers,
        byte[] body,
        @Nullable InetSocketAddress source)
        implements SipMessage {

    SipRequest(String method, String uri, SipHeaders headers, byte[] body) {
        this(method, uri, headers, body, null);
    }

    SipRequest from(InetSocketAddress address) {
        return new SipRequest(method, uri, headers, body, address);
    }

    @Override
    public String startLine() {
        return method + " " + uri + " SIP/2.0";
    }

    /// The ACK that belongs to the INVITE transaction itself: for a final answer that is no 2xx
    /// (RFC 3261 §17.1.1.3).
    SipRequest ackFor(SipResponse refusal) {
        SipHeaders ack = sameTransaction("ACK", refusal.headers().first("To").orElse(""));
        return new SipRequest("ACK", uri, ack, new byte[0]);
    }

    /// The CANCEL of this INVITE (RFC 3261 §9.1).
    SipRequest cancel() {
        SipHeaders cancel = sameTransaction("CANCEL", headers.first("To").orElse(""));
        return new SipRequest("CANCEL", uri, cancel, new byte[0]);
    }

    private SipHeaders sameTransaction(String newMethod, String to) {
        SipHeaders copy =
                SipHeaders.NONE
                        .with("Via", headers.items("Via").getFirst())
                        .with("Max-Forwards", "70");
        for (String route : headers.items("Route")) {
            copy = copy.with("Route", route);
        }
        return copy.with("From", headers.first("From").orElse(""))
                .with("To", to)
                .with("Call-ID", callId())
                .with("CSeq", sequence() + " " + newMethod);
    }
}
