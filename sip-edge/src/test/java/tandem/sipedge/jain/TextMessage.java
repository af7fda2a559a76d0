package tandem.sipedge.jain;

import java.util.List;
import java.util.Optional;

/// A SIP message as text, taken apart by hand, so that tests see the bytes and no library's view.
record TextMessage(String raw) {

    String startLine() {
        return raw.substring(0, raw.indexOf("\r\n"));
    }

    boolean isResponse() {
        return raw.startsWith("SIP/2.0 ");
    }

    int status() {
        return Integer.parseInt(raw.substring(8, 11));
    }

    String method() {
        return isResponse() ? header("CSeq").split(" ")[1] : raw.substring(0, raw.indexOf(' '));
    }

    List<String> headers(String name) {
        return raw.substring(0, raw.indexOf("\r\n\r\n"))
                .lines()
                .skip(1)
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .toList();
    }

    String header(String name) {
        List<String> all = headers(name);
        if (all.size() != 1) {
            throw new AssertionError(name + " stands " + all.size() + " times in\n" + raw);
        }
        return all.getFirst();
    }

    Optional<String> optional(String name) {
        return headers(name).stream().findFirst();
    }

    String tag(String name) {
        String value = header(name);
        int at = value.indexOf(";tag=");
        if (at < 0) {
            throw new AssertionError(name + " has no tag in\n" + raw);
        }
        return value.substring(at + 5).split("[;>]")[0];
    }

    String body() {
        return raw.substring(raw.indexOf("\r\n\r\n") + 4);
    }

    @Override
    public String toString() {
        return raw;
    }
}
