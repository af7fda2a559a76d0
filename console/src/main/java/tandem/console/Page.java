package tandem.console;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// One answer: status, content type and text. Immutable.
record Page(int status, String contentType, String text) {

    private static final String JSON = "application/json";

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Page plain(int status, String text) {
        return new Page(status, "text/plain; charset=utf-8", text + "\n");
    }

    /// Prometheus' text format.
    static Page metrics(String text) {
        return new Page(200, "text/plain; version=0.0.4; charset=utf-8", text);
    }

    static Page alive() {
        return new Page(200, JSON, "{\"alive\":true}\n");
    }

    /// @param hindrances why no call should be sent here; empty: ready
    static Page readiness(List<String> hindrances) {
        String reasons =
                hindrances.stream().map(Page::quoted).collect(Collectors.joining(",", "[", "]"));
        return new Page(
                hindrances.isEmpty() ? 200 : 503,
                JSON,
                "{\"ready\":" + hindrances.isEmpty() + ",\"reasons\":" + reasons + "}\n");
    }

    /// A JSON string (RFC 8259 §7).
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
