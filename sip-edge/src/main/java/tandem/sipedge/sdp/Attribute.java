package tandem.sipedge.sdp;

import java.util.Optional;

/// An `a=` line (RFC 8866 §5.13).
public record Attribute(String name, Optional<String> value) {

    public Attribute {
        Grammar.require(Grammar.isToken(name), "an attribute's name is a token");
        Grammar.require(Grammar.isText(value.orElse("")), "an attribute's value is one line");
    }

    public static Attribute flag(String name) {
        return new Attribute(name, Optional.empty());
    }

    public static Attribute of(String name, String value) {
        return new Attribute(name, Optional.of(value));
    }
}
