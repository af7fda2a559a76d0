package tandem.sippscenarios.sip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads one message from bytes: strict in framing, forgiving in white space.
final class SipParser {

    private static final Pattern REQUEST = Pattern.compile("([A-Z]+) (\\S+) SIP/2\\.0");
    private static final Pattern RESPONSE = Pattern.compile("SIP/2\\.0 (\\d{3}) ?(.*)");

    private SipParser() {}

    /// Empty when the bytes hold no SIP message. A datagram's body ends where Content-Length says,
    /// or with the datagram.
    static Optional<SipMessage> parse(byte[] bytes, int length) {
        int start = skipBlankLines(bytes, length);
        int headEnd = endOfHead(bytes, start, length);
        if (headEnd < 0) {
            return Optional.empty();
        }
        String head = new String(bytes, start, headEnd - start, StandardCharsets.UTF_8);
        String[] lines = head.split("\r?\n");
        Optional<SipHeaders> headers = headers(lines);
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        int bodyStart = Math.min(length, headEnd + 4);
        int announced = contentLength(headers.get(), length - bodyStart);
        if (announced < 0 || announced > length - bodyStart) {
            return Optional.empty();
        }
        byte[] body = new byte[announced];
        System.arraycopy(bytes, bodyStart, body, 0, announced);
        return message(lines[0], headers.get(), body);
    }

    /// The message without its body, from the bytes before the blank line.
    static Optional<SipMessage> parseHead(byte[] bytes, int headEnd) {
        String[] lines = new String(bytes, 0, headEnd, StandardCharsets.UTF_8).split("\r?\n");
        return headers(lines).flatMap(headers -> message(lines[0], headers, new byte[0]));
    }

    private static Optional<SipMessage> message(String line, SipHeaders headers, byte[] body) {
        Matcher response = RESPONSE.matcher(line);
        if (response.matches()) {
            int status = Integer.parseInt(response.group(1));
            return status < 100
                    ? Optional.empty()
                    : Optional.of(new SipResponse(status, response.group(2), headers, body));
        }
        Matcher request = REQUEST.matcher(line);
        return request.matches()
                ? Optional.of(new SipRequest(request.group(1), request.group(2), headers, body))
                : Optional.empty();
    }

    private static Optional<SipHeaders> headers(String[] lines) {
        List<SipHeaders.Field> fields = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            String line = lines[i];
            if (!line.isEmpty() && Character.isWhitespace(line.charAt(0)) && !fields.isEmpty()) {
                SipHeaders.Field last = fields.removeLast();
                fields.add(new SipHeaders.Field(last.name(), last.value() + " " + line.strip()));
                continue;
            }
            int colon = line.indexOf(':');
            if (colon <= 0) {
                return Optional.empty();
            }
            fields.add(
                    new SipHeaders.Field(
                            line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
        }
        return Optional.of(new SipHeaders(fields));
    }

    /// The announced length, `otherwise` when none is given, -1 when it is no number.
    static int contentLength(SipHeaders headers, int otherwise) {
        Optional<String> value = headers.first("Content-Length");
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value.get().strip());
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    static int skipBlankLines(byte[] bytes, int length) {
        int start = 0;
        while (start < length && (bytes[start] == '\r' || bytes[start] == '\n')) {
            start++;
        }
        return start;
    }

    /// Where the blank line begins that ends the head; -1 when it has not come yet.
    static int endOfHead(byte[] bytes, int start, int length) {
        for (int i = start; i + 3 < length; i++) {
            if (bytes[i] == '\r'
                    && bytes[i + 1] == '\n'
                    && bytes[i + 2] == '\r'
                    && bytes[i + 3] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
