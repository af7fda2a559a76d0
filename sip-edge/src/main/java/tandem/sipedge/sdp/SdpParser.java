package tandem.sipedge.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads one session description from front to back: one method per production of RFC 8866 §9.
///
/// Confined to the caller of [#session].
final class SdpParser {

    private static final String LINE_TYPES = "vosiuepcbtrzkam";

    private final List<String> lines;
    private int next;

    SdpParser(String text) throws SdpException {
        lines = lines(text);
    }

    SessionDescription session() throws SdpException {
        if (!"0".equals(mandatory('v'))) {
            throw wrong("the version must be 0");
        }
        Origin origin = origin(mandatory('o'));
        String name = mandatory('s');
        skip("iuep");
        Optional<Connection> connection = connection();
        bandwidths();
        times();
        skip("zk");
        List<Attribute> attributes = attributes();
        List<MediaDescription> media = new ArrayList<>();
        while (at('m')) {
            media.add(media());
        }
        if (next < lines.size()) {
            next++;
            throw wrong("this line does not belong here");
        }
        return new SessionDescription(origin, name, connection, attributes, media);
    }

    private MediaDescription media() throws SdpException {
        String[] words = words(value(), 4);
        int slash = words[1].indexOf('/');
        int port = number(slash < 0 ? words[1] : words[1].substring(0, slash), 0, 65_535);
        int count = slash < 0 ? 1 : number(words[1].substring(slash + 1), 1, 65_535);
        String[] formats = words[3].split(" ", -1);
        int line = next;
        skip("i");
        Optional<Connection> connection = connection();
        while (at('c')) {
            // Further ones of a layered multicast stream.
            connection(value());
        }
        bandwidths();
        skip("k");
        List<Attribute> attributes = attributes();
        try {
            return new MediaDescription(
                    words[0], port, count, words[2], List.of(formats), connection, attributes);
        } catch (IllegalArgumentException e) {
            throw new SdpException(line, String.valueOf(e.getMessage()));
        }
    }

    private Origin origin(String value) throws SdpException {
        String[] words = words(value, 6);
        Connection address = connection(words[3] + ' ' + words[4] + ' ' + words[5]);
        try {
            return new Origin(words[0], words[1], words[2], address);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private Optional<Connection> connection() throws SdpException {
        return at('c') ? Optional.of(connection(value())) : Optional.empty();
    }

    private Connection connection(String value) throws SdpException {
        String[] words = words(value, 3);
        if (!words[0].equals("IN")) {
            throw wrong("the network type must be IN");
        }
        boolean ipv6 = words[1].equals("IP6");
        if (!ipv6 && !words[1].equals("IP4")) {
            throw wrong("the address type must be IP4 or IP6");
        }
        try {
            return new Connection(ipv6, words[2]);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private void bandwidths() throws SdpException {
        while (at('b')) {
            String value = value();
            int colon = value.indexOf(':');
            if (colon < 1
                    || !Grammar.isToken(value.substring(0, colon))
                    || !Grammar.isDigits(value.substring(colon + 1))) {
                throw wrong("a bandwidth is a token, ':' and a number");
            }
        }
    }

    private void times() throws SdpException {
        String value = mandatory('t');
        while (true) {
            for (String word : words(value, 2)) {
                if (!Grammar.isDigits(word)) {
                    throw wrong("times are numbers");
                }
            }
            skip("r");
            if (!at('t')) {
                return;
            }
            value = value();
        }
    }

    private List<Attribute> attributes() throws SdpException {
        List<Attribute> attributes = new ArrayList<>();
        while (at('a')) {
            String value = value();
            int colon = value.indexOf(':');
            try {
                attributes.add(
                        colon < 0
                                ? Attribute.flag(value)
                                : Attribute.of(
                                        value.substring(0, colon), value.substring(colon + 1)));
            } catch (IllegalArgumentException e) {
                throw wrong(String.valueOf(e.getMessage()));
            }
        }
        return attributes;
    }

    /// Passes lines of these types, which must come in this order; only `e`, `p` and `r` repeat.
    private void skip(String types) {
        for (int n = 0; n < types.length(); n++) {
            char type = types.charAt(n);
            boolean repeats = type == 'e' || type == 'p' || type == 'r';
            while (at(type)) {
                next++;
                if (!repeats) {
                    break;
                }
            }
        }
    }

    private boolean at(char type) {
        return next < lines.size() && lines.get(next).charAt(0) == type;
    }

    private String mandatory(char type) throws SdpException {
        if (!at(type)) {
            next++;
            throw wrong("a line " + type + "= must stand here");
        }
        return value();
    }

    private String value() {
        return lines.get(next++).substring(2);
    }

    /// Splits at single blanks; the last word takes the rest when `count` is 4 (media formats).
    /// Blanks at the end of a line, which some phones write, are passed over.
    private String[] words(String value, int count) throws SdpException {
        String[] words = value.stripTrailing().split(" ", count == 4 ? 4 : -1);
        if (words.length != count) {
            throw wrong("this line has " + count + " words or more, with one blank between");
        }
        return words;
    }

    private int number(String digits, int least, int most) throws SdpException {
        if (Grammar.isDigits(digits) && digits.length() <= 5) {
            int number = Integer.parseInt(digits);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw wrong("a number must lie in " + least + "-" + most);
    }

    private SdpException wrong(String problem) {
        return new SdpException(next, problem);
    }

    private static List<String> lines(String text) throws SdpException {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed;
            int stop = end > start && text.charAt(end - 1) == '\r' ? end - 1 : end;
            lines.add(checked(text.substring(start, stop), lines.size() + 1));
            start = end + 1;
        }
        return lines;
    }

    private static String checked(String line, int number) throws SdpException {
        if (line.length() < 2 || line.charAt(1) != '=' || LINE_TYPES.indexOf(line.charAt(0)) < 0) {
            throw new SdpException(number, "a line starts with a known letter and '='");
        }
        if (!Grammar.isText(line)) {
            throw new SdpException(number, "NUL and CR must not stand within a line");
        }
        return line;
    }
}
