package tandem.agentloop.speechspace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a sentence with names in braces, as in `where is order {order_number}`.
///
/// Immutable: no state.
final class Template {

    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");

    private Template() {}

    /// @param slots gives what stands for a name in braces
    static Phrase read(String written, Function<String, Phrase> slots) {
        List<Phrase> parts = new ArrayList<>();
        Matcher braces = BRACES.matcher(written);
        int from = 0;
        while (braces.find()) {
            addWords(parts, written.substring(from, braces.start()));
            parts.add(slots.apply(braces.group(1).strip()));
            from = braces.end();
        }
        addWords(parts, written.substring(from));
        return parts.size() == 1 ? parts.getFirst() : new Phrase.InOrder(parts);
    }

    private static void addWords(List<Phrase> parts, String written) {
        String spoken = SpokenText.of(written);
        if (!spoken.isEmpty()) {
            parts.add(Phrase.words(spoken));
        }
    }
}
