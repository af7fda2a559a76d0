package tandem.sipedge.jain;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Looks at a message before the stack does, for what the stack takes that it should not. Pure.
final class PreCheck {

    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int MAX_LINES = 100;

    private static final Pattern REQUEST =
            Pattern.compile(
                    "[A-Za-z0-9._~!%*+`'-]{1,32} [^ \\t]{1,2000} SIP/[0-9]{1,3}\\.[0-9]{1,3}");
    private static final Pattern STATUS = Pattern.compile("SIP/2\\.0 [1-6][0-9][0-9]( .*)?");

    /// Full names of the headers that must come exactly once, with their compact forms.
    private static final String[][] ONCE = {
        {"from", "f"}, {"to", "t"}, {"call-id", "i"}, {"cseq", "cseq"}
    };

    private PreCheck() {}

    /// Why the message is to be dropped; empty: it may pass.
    ///
    /// @param whole the bytes are a whole datagram; otherwise headers only, from a stream
    static Optional<String> objection(byte[] message, boolean whole) {
        int end = endOfHeaders(message);
        if (end > MAX_HEADER_BYTES) {
            return Optional.of("headers-too-long");
        }
        String head = new String(message, 0, end, StandardCharsets.ISO_8859_1);
        if (head.isBlank()) {
            return Optional.of("keep-alive");
        }
        if (head.indexOf('\0') >= 0) {
            return Optional.of("not-sip");
        }
        String[] lines = head.stripLeading().split("\r\n|\n|\r", -1);
        if (!REQUEST.matcher(lines[0]).matches() && !STATUS.matcher(lines[0]).matches()) {
            return Optional.of("not-sip");
        }
        if (lines.length > MAX_LINES) {
            return Optional.of("too-many-headers");
        }
        return headers(lines, message.length - end, whole);
    }

    private static Optional<String> headers(String[] lines, int bodyBytes, boolean whole) {
        int[] counts = new int[ONCE.length];
        int lengths = 0;
        boolean via = false;
        for (int n = 1; n < lines.length; n++) {
            int colon = lines[n].indexOf(':');
            if (colon <= 0 || Character.isWhitespace(lines[n].charAt(0))) {
                continue;
            }
            String name = lines[n].substring(0, colon).strip().toLowerCase(Locale.ROOT);
            for (int k = 0; k < ONCE.length; k++) {
                if (name.equals(ONCE[k][0]) || name.equals(ONCE[k][1])) {
                    counts[k]++;
                }
            }
            via |= name.equals("via") || name.equals("v");
            if (name.equals("content-length") || name.equals("l")) {
                lengths++;
                if (!fits(lines[n].substring(colon + 1).strip(), bodyBytes, whole)) {
                    return Optional.of("content-length");
                }
            }
        }
        for (int count : counts) {
            if (count == 0) {
                return Optional.of("mandatory-header-missing");
            }
            if (count > 1) {
                return Optional.of("header-doubled");
            }
        }
        if (lengths > 1) {
            return Optional.of("header-doubled");
        }
        return via ? Optional.empty() : Optional.of("mandatory-header-missing");
    }

    private static boolean fits(String length, int bodyBytes, boolean whole) {
        return length.matches("[0-9]{1,6}") && (!whole || Integer.parseInt(length) <= bodyBytes);
    }

    /// The index after the empty line, or of the end.
    private static int endOfHeaders(byte[] message) {
        for (int n = 0; n + 1 < message.length; n++) {
            if (message[n] == '\n'
                    && (message[n + 1] == '\n'
                            || (n + 2 < message.length
                                    && message[n + 1] == '\r'
                                    && message[n + 2] == '\n'))) {
                int end = n + (message[n + 1] == '\n' ? 2 : 3);
                if (end > 4) {
                    return end;
                }
            }
        }
        return message.length;
    }
}
