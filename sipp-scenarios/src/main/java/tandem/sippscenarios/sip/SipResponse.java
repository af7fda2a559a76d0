package tandem.sippscenarios.sip;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// A response. Immutable.
@SuppressWarnings("ArrayRecordComponent") // never compared, and written once
record SipResponse(int status, String reason, SipHeaders headers, byte[] body)
        implements SipMessage {

    @Override
    public String startLine() {
        return "SIP/2.0 " + status + " " + reason;
    }

    boolean isProvisional() {
        return status < 200;
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /// Answers `request` with what RFC 3261 §8.2.6 copies from it.
    ///
    /// @param tag completes a To that has none
    static SipResponse to(SipRequest request, int status, String reason, String tag) {
        SipHeaders headers = SipHeaders.NONE;
        boolean top = true;
        for (String via : request.headers().items("Via")) {
            headers = headers.with("Via", top ? stamped(via, request.source()) : via);
            top = false;
        }
        for (String route : request.headers().items("Record-Route")) {
            headers = headers.with("Record-Route", route);
        }
        String to = request.headers().first("To").orElse("");
        if (request.toTag().isEmpty()) {
            to = to + ";tag=" + tag;
        }
        headers =
                headers.with("From", request.headers().first("From").orElse(""))
                        .with("To", to)
                        .with("Call-ID", request.callId())
                        .with("CSeq", request.headers().first("CSeq").orElse(""));
        return new SipResponse(status, reason, headers, new byte[0]);
    }

    /// What the receiving transport adds to the topmost Via (RFC 3261 §18.2.1, RFC 3581 §4).
    private static String stamped(String via, @Nullable InetSocketAddress source) {
        if (source == null) {
            return via;
        }
        String filled = via.replaceFirst(";rport(?=;|$)", ";rport=" + source.getPort());
        return filled + ";received=" + source.getAddress().getHostAddress();
    }

    SipResponse with(String name, String value) {
        return new SipResponse(status, reason, headers.with(name, value), body);
    }

    SipResponse withSdp(byte[] sdp) {
        return new SipResponse(
                status, reason, headers.with("Content-Type", "application/sdp"), sdp);
    }
}
