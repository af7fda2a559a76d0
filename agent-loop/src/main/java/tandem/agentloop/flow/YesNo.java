package tandem.agentloop.flow;

import java.util.List;
import java.util.Set;

/// Tells a yes from a no. What holds both, or neither, is unclear: nothing is done on it.
enum YesNo {
    YES,
    NO,
    UNCLEAR;

    private static final Set<String> YES_WORDS =
            Set.of(
                    "yes",
                    "sure",
                    "correct",
                    "right",
                    "exactly",
                    "absolutely",
                    "okay",
                    "affirmative",
                    "indeed",
                    "certainly",
                    "definitely",
                    "perfect",
                    "aye",
                    "uh-huh");

    private static final Set<String> YES_PHRASES =
            Set.of(
                    "of course",
                    "go ahead",
                    "please do",
                    "do it",
                    "sounds good",
                    "that is fine",
                    "mm hmm",
                    "uh huh",
                    "why not",
                    "that would be great",
                    "that would be nice");

    /// A yes only when nothing is said beside them but courtesies.
    private static final Set<String> YES_ALONE =
            Set.of(
                    "it is",
                    "i do",
                    "i would",
                    "i am",
                    "you can",
                    "you may",
                    "do that",
                    "fine",
                    "that is it",
                    "go on",
                    "please",
                    "that is the one",
                    "this is it");

    private static final Set<String> COURTESIES =
            Set.of("please", "thank", "you", "thanks", "well", "um", "uh", "sir");

    private static final Set<String> NO_WORDS =
            Set.of("no", "not", "wrong", "incorrect", "negative", "never", "false", "neither");

    /// What may stand beside without changing anything.
    private static final Set<String> BESIDE =
            Set.of(
                    "that", "is", "it", "this", "please", "thank", "you", "thanks", "so", "well",
                    "oh", "um", "uh", "er", "yes", "no", "i", "am", "think", "just", "very", "much",
                    "the", "all", "quite", "really", "now", "sir", "right", "correct", "okay",
                    "then", "do", "would", "like", "to", "want", "not", "good", "great", "number",
                    "was", "sure", "still", "and", "go", "ahead", "perfect", "exactly", "of",
                    "course", "a", "mean", "fine", "alright", "be", "nice", "sounds");

    static YesNo in(List<String> words) {
        String text = " " + String.join(" ", words) + " ";
        boolean no = words.stream().anyMatch(NO_WORDS::contains) && !harmlessNo(text);
        boolean yes =
                words.stream().anyMatch(YES_WORDS::contains)
                        || YES_ALONE.contains(withoutCourtesies(words))
                        || YES_PHRASES.stream()
                                .anyMatch(phrase -> text.contains(" " + phrase + " "));
        if (no && words.contains("yes")) {
            return UNCLEAR;
        }
        if (no) {
            return startsWithNoThenYes(words) ? UNCLEAR : NO;
        }
        return yes ? YES : UNCLEAR;
    }

    private static String withoutCourtesies(List<String> words) {
        List<String> left = words.stream().filter(word -> !COURTESIES.contains(word)).toList();
        return String.join(" ", left.isEmpty() ? words : left);
    }

    /// A yes or no and nothing beside it: an answer, not a new wish.
    static YesNo bareIn(List<String> words) {
        YesNo answer = in(words);
        if (answer == UNCLEAR) {
            return UNCLEAR;
        }
        boolean bare =
                YES_ALONE.contains(withoutCourtesies(words))
                        || words.stream()
                                .allMatch(word ->
                                        BESIDE.contains(word)
                                                || YES_WORDS.contains(word)
                                                || NO_WORDS.contains(word)
                                                || YES_PHRASES.contains(word));
        return bare ? answer : UNCLEAR;
    }

    /// `No problem`, `no doubt`, `why not` and `not at all sure`-like turns that do not refuse.
    private static boolean harmlessNo(String text) {
        String rest =
                text.replace(" no problem ", " ")
                        .replace(" no doubt ", " ")
                        .replace(" why not ", " ");
        return List.of(rest.strip().split(" ")).stream().noneMatch(NO_WORDS::contains);
    }

    /// `No, that's right`: a slip or a confirmation of something else; ask again.
    private static boolean startsWithNoThenYes(List<String> words) {
        if (words.size() < 2 || !words.getFirst().equals("no")) {
            return false;
        }
        List<String> rest = words.subList(1, words.size());
        return rest.stream().noneMatch(NO_WORDS::contains)
                && rest.stream()
                        .anyMatch(Set.of("correct", "right", "exactly", "yes", "sure")::contains);
    }
}
