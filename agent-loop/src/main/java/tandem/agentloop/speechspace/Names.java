package tandem.agentloop.speechspace;

import java.util.Locale;

/// Names of searches and grammar rules.
final class Names {

    private Names() {}

    /// Letters, digits and `_` only.
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    }
}
