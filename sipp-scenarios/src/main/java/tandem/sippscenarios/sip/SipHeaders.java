package tandem.sippscenarios.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The header lines of a message in order; names compare without case and compact forms are spelled
/// out (RFC 3261 §7.3.3). Immutable.
record SipHeaders(List<Field> fields) {

    static final SipHeaders NONE = new SipHeaders(List.of());

    private static final Map<String, String> COMPACT =
            Map.of(
                    "i", "Call-ID",
                    "m", "Contact",
                    "e", "Content-Encoding",
                    "l", "Content-Length",
                    "c", "Content-Type",
                    "f", "From",
                    "s", "Subject",
                    "k", "Supported",
                    "t", "To",
                    "v", "Via");

    SipHeaders {
        fields = List.copyOf(fields);
    }

    record Field(String name, String value) {
        Field {
            String full = COMPACT.get(name.toLowerCase(Locale.ROOT));
            if (full != null) {
                name = full;
            }
        }
    }

    SipHeaders with(String name, String value) {
        List<Field> longer = new ArrayList<>(fields);
        longer.add(new Field(name, value));
        return new SipHeaders(longer);
    }

    Optional<String> first(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst();
    }

    /// Every value of a header that may be a list, over all its lines.
    List<String> items(String name) {
        List<String> items = new ArrayList<>();
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                split(field.value(), items);
            }
        }
        return items;
    }

    /// Splits at commas outside of quotes and angle brackets.
    private static void split(String value, List<String> into) {
        int start = 0;
        boolean quoted = false;
        boolean bracketed = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '<' && !quoted) {
                bracketed = true;
            } else if (c == '>' && !quoted) {
                bracketed = false;
            } else if (c == ',' && !quoted && !bracketed) {
                into.add(value.substring(start, i).strip());
                start = i + 1;
            }
        }
        into.add(value.substring(start).strip());
    }
}
