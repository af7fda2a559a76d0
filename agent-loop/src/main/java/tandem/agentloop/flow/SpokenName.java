package tandem.agentloop.flow;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds a name: one that the flow knows anywhere, any other behind `my name is` or where it was
/// asked for.
final class SpokenName {

    private static final List<List<String>> BEFORE =
            List.of(
                    List.of("my", "name", "is"),
                    List.of("the", "name", "is"),
                    List.of("my", "name"),
                    List.of("name", "is"),
                    List.of("i", "am", "called"),
                    List.of("this", "is"),
                    List.of("i", "am"),
                    List.of("it", "is"),
                    List.of("call", "me"));

    private static final Set<String> NOT_NAMES =
            Set.of(
                    "a", "an", "the", "i", "you", "it", "is", "am", "are", "my", "your", "not",
                    "no", "yes", "to", "of", "on", "in", "for", "what", "where", "when", "how",
                    "who", "why", "can", "could", "do", "does", "please", "want", "would", "like",
                    "that", "this", "calling", "waiting", "looking", "sorry", "sure", "okay",
                    "thanks", "thank", "hello", "hi", "um", "uh", "well", "and");

    private SpokenName() {}

    /// @param asked whether a name is what was asked for
    static Optional<Span<String>> in(List<String> words, List<String> known, boolean asked) {
        for (String name : known) {
            List<String> parts = Words.of(name);
            for (int from = 0; from + parts.size() <= words.size(); from++) {
                if (words.subList(from, from + parts.size()).equals(parts)) {
                    return Optional.of(new Span<>(written(parts), from, from + parts.size()));
                }
            }
        }
        for (List<String> before : BEFORE) {
            boolean clear = before.contains("name") || before.contains("called");
            for (int from = 0; from + before.size() < words.size(); from++) {
                int start = from + before.size();
                if ((asked || clear) && words.subList(from, start).equals(before)) {
                    Optional<Span<String>> name = plain(words, start);
                    if (name.isPresent()) {
                        return name;
                    }
                }
            }
        }
        return asked && words.size() <= 3
                ? plain(words, 0).filter(name -> name.to() == words.size())
                : Optional.empty();
    }

    /// Up to three words from `from` that may be a name.
    private static Optional<Span<String>> plain(List<String> words, int from) {
        int to = from;
        while (to < words.size()
                && to - from < 3
                && !NOT_NAMES.contains(words.get(to))
                && !SpokenDigits.isNumber(words.get(to))
                && words.get(to).chars().allMatch(Character::isLetter)) {
            to++;
        }
        return to == from
                ? Optional.empty()
                : Optional.of(new Span<>(written(words.subList(from, to)), from, to));
    }

    private static String written(List<String> parts) {
        return parts.stream()
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining(" "));
    }
}
