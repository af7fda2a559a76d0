package tandem.agentloop.turn;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Splits text into lower-case words without punctuation; apostrophes and hyphens inside stay.
/// Pure.
final class Words {

    private Words() {}

    static List<String> of(String text) {
        return Arrays.stream(
                        text.toLowerCase(Locale.ROOT)
                                .replace('’', '\'')
                                .split("[^\\p{L}\\p{N}'-]+"))
                .map(word -> word.replaceAll("^['-]+|['-]+$", ""))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    static String normalized(String text) {
        return String.join(" ", of(text));
    }
}
