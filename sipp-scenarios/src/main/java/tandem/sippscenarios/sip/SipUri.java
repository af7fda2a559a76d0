package tandem.sippscenarios.sip;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A SIP address as somebody types it or a header holds it. Immutable.
///
/// @param port 0 when none was given
/// @param transport `udp`, `tcp` or empty
/// @param looseRoute true with the `lr` parameter (RFC 3261 §16.12)
public record SipUri(String user, String host, int port, String transport, boolean looseRoute) {

    private static final Pattern FORM =
            Pattern.compile(
                    "(?i)(?:(sips?):)?(?:([^@\\s;]*)@)?(\\[[0-9a-f:.]+]|[A-Za-z0-9._-]+)"
                            + "(?::(\\d{1,5}))?((?:;[^\\s?]*)?)(?:\\?\\S*)?");

    /// Empty when `text` is no SIP address or asks for what this agent does not speak (sips).
    public static Optional<SipUri> parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches() || "sips".equalsIgnoreCase(form.group(1))) {
            return Optional.empty();
        }
        int port = form.group(4) == null ? 0 : Integer.parseInt(form.group(4));
        if (port > 65_535) {
            return Optional.empty();
        }
        String parameters = form.group(5).toLowerCase(Locale.ROOT);
        String transport = NameAddress.parameter(parameters, "transport").orElse("");
        boolean loose = (parameters + ";").contains(";lr;");
        String user = form.group(2) == null ? "" : form.group(2);
        return Optional.of(new SipUri(user, form.group(3), port, transport, loose));
    }

    public int portOrDefault() {
        return port == 0 ? 5060 : port;
    }

    /// The address without parameters, as it stands in From and To.
    String plain() {
        return "sip:" + (user.isEmpty() ? "" : user + "@") + host + (port == 0 ? "" : ":" + port);
    }

    @Override
    public String toString() {
        return plain() + (transport.isEmpty() ? "" : ";transport=" + transport);
    }
}
