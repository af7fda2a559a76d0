package tandem.sipedge.dialog;

import java.util.Locale;
import java.util.Optional;
import tandem.callmodel.DtmfDigit;

/// What an INFO carried.
public sealed interface InfoBody {

    /// A key.
    record Key(DtmfDigit digit) implements InfoBody {}

    /// Nothing for us, and nothing wrong: an empty INFO, a hook flash.
    record Nothing() implements InfoBody {}

    /// A type that we do not know.
    record Unsupported() implements InfoBody {}

    /// A type that we know, with content that makes no sense.
    record Malformed() implements InfoBody {}

    /// The types that [#read] knows, as an `Accept` header lists them.
    String ACCEPTED = "application/dtmf-relay, application/dtmf";

    /// Reads a key as gateways send it: `application/dtmf-relay` (`Signal=5`), `application/dtmf`
    /// (`5`), or a bare key with no type at all.
    ///
    /// @param type as in `application/dtmf`, in any case; empty when there is no Content-Type
    static InfoBody read(String type, String content) {
        String body = content.strip();
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "application/dtmf-relay" -> signal(body);
            case "application/dtmf" -> bare(body);
            case "" -> body.isEmpty() ? new Nothing() : bare(body);
            default -> new Unsupported();
        };
    }

    private static InfoBody signal(String body) {
        for (String line : body.split("\r\n|\n|\r", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0 && line.substring(0, equals).strip().equalsIgnoreCase("Signal")) {
                return bare(line.substring(equals + 1).strip());
            }
        }
        return new Malformed();
    }

    /// A symbol, or an event code 10-16 (RFC 4733 §3.2) as some gateways write it.
    private static InfoBody bare(String text) {
        Optional<DtmfDigit> key =
                switch (text.length()) {
                    case 1 -> DtmfDigit.ofSymbol(text.charAt(0));
                    case 2 -> code(text);
                    default -> Optional.empty();
                };
        if (key.isPresent()) {
            return new Key(key.get());
        }
        return text.equals("16") || text.equals("!") ? new Nothing() : new Malformed();
    }

    private static Optional<DtmfDigit> code(String text) {
        char unit = text.charAt(1);
        return text.charAt(0) == '1' && unit >= '0' && unit <= '5'
                ? DtmfDigit.ofEventCode(10 + unit - '0')
                : Optional.empty();
    }
}
