package tandem.sippscenarios.sip;

import java.util.Locale;
import java.util.Optional;

/// Reads header values of the form `"Name" <uri>;parameter=value`.
final class NameAddress {

    private NameAddress() {}

    /// The URI inside the angle brackets, or the value up to its first parameter.
    static String uri(String value) {
        int open = value.indexOf('<');
        int close = value.indexOf('>', open + 1);
        if (open >= 0 && close > open) {
            return value.substring(open + 1, close);
        }
        int end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end)).strip();
    }

    /// A parameter of the header, not of the URI in it.
    static Optional<String> parameter(String value, String name) {
        String tail = value.substring(value.lastIndexOf('>') + 1);
        for (String part : tail.split(";")) {
            String trimmed = part.strip();
            if (trimmed.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + "=")) {
                return Optional.of(trimmed.substring(name.length() + 1).strip());
            }
        }
        return Optional.empty();
    }
}
