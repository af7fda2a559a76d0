package tandem.agentloop.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Changes digits that were read back by what the caller objects: `no, four`, `not five, nine`, `I
/// said four two`, `the last three are nine one six`.
///
/// New digits replace as many old ones, where they fit best: where the fewest differ, of those the
/// place that is most easily misheard as them, of those the last.
final class DigitCorrection {

    /// Digits that telephone lines make sound alike: `nine` for `five` and `one`.
    private static final Set<String> CONFUSED = Set.of("59", "19");

    private static final Map<String, Integer> PLACES =
            Map.of("first", 0, "second", 1, "third", 2, "fourth", 3, "fifth", 4, "sixth", 5);

    private static final Map<String, Integer> COUNTS = Map.of("two", 2, "three", 3, "four", 4);

    private static final Set<String> DIGIT_NOUNS =
            Set.of("digit", "digits", "number", "numbers", "figure", "figures");

    private DigitCorrection() {}

    /// What `old` becomes; nothing when the words hold no digits or change nothing.
    static Optional<String> of(String old, List<String> words) {
        Optional<String> named = atNamedPlace(old, words);
        if (named.isPresent()) {
            return named.filter(changed -> !changed.equals(old));
        }
        Optional<String> exchanged = exchanged(old, words);
        if (exchanged.isPresent()) {
            return exchanged;
        }
        String digits = SpokenDigits.allIn(words);
        return digits.isEmpty() || digits.length() > old.length()
                ? Optional.empty()
                : replacedWhereItFits(old, digits);
    }

    /// `Not five, nine`, `nine, not five`, `nine instead of five`.
    private static Optional<String> exchanged(String old, List<String> words) {
        int not = words.lastIndexOf("not");
        int instead = words.indexOf("instead");
        int divide = not >= 0 ? not : instead;
        if (divide < 0) {
            return Optional.empty();
        }
        List<Span<String>> runs = SpokenDigits.in(words);
        Optional<Span<String>> wrong = runs.stream().filter(run -> run.from() > divide).findFirst();
        if (wrong.isEmpty()) {
            return Optional.empty();
        }
        Span<String> bad = wrong.get();
        Optional<String> right =
                runs.stream()
                        .filter(run -> !run.equals(bad))
                        .map(Span::value)
                        .reduce((_, last) -> last);
        String said = bad.value();
        if (right.isEmpty() && said.length() % 2 == 0) {
            // "Not five nine" came without its pause.
            right = Optional.of(said.substring(said.length() / 2));
            said = said.substring(0, said.length() / 2);
        }
        int at = old.lastIndexOf(said);
        String wanted = said;
        return at < 0
                ? Optional.empty()
                : right.filter(good -> good.length() == wanted.length() && !good.equals(wanted))
                        .map(good -> replaced(old, at, good));
    }

    /// `The last digit is six`, `the first three are four eight two`, `it ends with six`.
    private static Optional<String> atNamedPlace(String old, List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean last = word.equals("last") || word.equals("ends") || word.equals("end");
            boolean begin = word.equals("starts") || word.equals("begins");
            int place = begin ? 0 : PLACES.getOrDefault(word, -1);
            if (!last && place < 0) {
                continue;
            }
            int from = i + (isPronoun(words, i + 1) ? 2 : 1);
            int count = from < words.size() ? COUNTS.getOrDefault(words.get(from), 0) : 0;
            boolean counted =
                    count > 0
                            && from + 1 < words.size()
                            && (DIGIT_NOUNS.contains(words.get(from + 1))
                                    || Set.of("are", "is", "should").contains(words.get(from + 1)));
            String digits =
                    SpokenDigits.allIn(words.subList(counted ? from + 1 : from, words.size()));
            if (digits.isEmpty() || (counted && count != digits.length())) {
                continue;
            }
            int at = last ? old.length() - digits.length() : place;
            if (at >= 0 && at + digits.length() <= old.length()) {
                return Optional.of(replaced(old, at, digits));
            }
        }
        return Optional.empty();
    }

    /// The `one` of `the last one is four`.
    private static boolean isPronoun(List<String> words, int at) {
        return at + 1 < words.size()
                && words.get(at).equals("one")
                && Set.of("is", "was", "should").contains(words.get(at + 1));
    }

    private static Optional<String> replacedWhereItFits(String old, String digits) {
        int best = -1;
        int bestCost = Integer.MAX_VALUE;
        for (int at = 0; at + digits.length() <= old.length(); at++) {
            int cost = cost(old.substring(at, at + digits.length()), digits);
            if (cost > 0 && cost <= bestCost) {
                best = at;
                bestCost = cost;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(replaced(old, best, digits));
    }

    /// 0 for the same digits; a digit that is easily misheard costs 2, any other 3.
    private static int cost(String old, String digits) {
        int cost = 0;
        for (int i = 0; i < digits.length(); i++) {
            char a = old.charAt(i);
            char b = digits.charAt(i);
            if (a != b) {
                cost += CONFUSED.contains("" + a + b) || CONFUSED.contains("" + b + a) ? 2 : 3;
            }
        }
        return cost;
    }

    private static String replaced(String old, int at, String digits) {
        return old.substring(0, at) + digits + old.substring(at + digits.length());
    }
}
