package tandem.sippscenarios.sip;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// One SIP message. Immutable; the body's bytes are not to be changed.
sealed interface SipMessage permits SipRequest, SipResponse {

    SipHeaders headers();

    byte[] body();

    /// The first line, without its end.
    String startLine();

    default String callId() {
        return headers().first("Call-ID").orElse("");
    }

    /// The branch of the topmost Via: names the transaction.
    default String branch() {
        return headers().items("Via").stream()
                .findFirst()
                .flatMap(via -> NameAddress.parameter(via, "branch"))
                .orElse("");
    }

    default int sequence() {
        String[] parts = headers().first("CSeq").orElse("0").strip().split("\\s+");
        try {
            return Integer.parseInt(parts[0]);
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    default String sequenceMethod() {
        String[] parts = headers().first("CSeq").orElse("").strip().split("\\s+");
        return parts.length < 2 ? "" : parts[1];
    }

    default Optional<String> fromTag() {
        return headers().first("From").flatMap(value -> NameAddress.parameter(value, "tag"));
    }

    default Optional<String> toTag() {
        return headers().first("To").flatMap(value -> NameAddress.parameter(value, "tag"));
    }

    /// The body as text when it is SDP.
    default Optional<String> sdp() {
        boolean isSdp =
                headers()
                        .first("Content-Type")
                        .filter(type ->
                                type.strip().toLowerCase(Locale.ROOT).startsWith("application/sdp"))
                        .isPresent();
        return isSdp && body().length > 0
                ? Optional.of(new String(body(), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /// The message as it goes over the wire; Content-Length is written here and nowhere else.
    default byte[] encode() {
        StringBuilder text = new StringBuilder(512).append(startLine()).append("\r\n");
        for (SipHeaders.Field field : headers().fields()) {
            if (!field.name().equalsIgnoreCase("Content-Length")) {
                text.append(field.name()).append(": ").append(field.value()).append("\r\n");
            }
        }
        text.append("Content-Length: ").append(body().length).append("\r\n\r\n");
        byte[] head = text.toString().getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[head.length + body().length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body(), 0, whole, head.length, body().length);
        return whole;
    }
}
