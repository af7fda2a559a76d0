package tandem.agentloop.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/// Rules by the character at which they can begin, so that few are tried at each place of a text.
/// Immutable.
///
/// Which characters those are is found out once by trying each ASCII character behind samples of
/// what rules look back at; at other characters every rule is tried.
final class RuleTable {

    private static final int ASCII = 128;

    private static final List<String> BEFORE =
            List.of(
                    "", " ", "a", "A", "1", "1 ", "a ", ".", "!", "am", "am ", "p.m.", "p.m. ",
                    "Main ", "Wed-", "Wed - ", "\"", ") ", "½");

    private final List<Rule> rules;
    private final int[] all;
    private final int[][] starting = new int[ASCII][];

    RuleTable(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        this.all = java.util.stream.IntStream.range(0, rules.size()).toArray();
        for (char c = 0; c < ASCII; c++) {
            List<Integer> numbers = new ArrayList<>();
            for (int i = 0; i < rules.size(); i++) {
                if (mayBegin(rules.get(i), c)) {
                    numbers.add(i);
                }
            }
            starting[c] = numbers.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    Rule rule(int number) {
        return rules.get(number);
    }

    int size() {
        return rules.size();
    }

    /// The numbers of the rules worth trying at `c`, in order. Not to be changed.
    int[] at(char c) {
        return c < ASCII ? starting[c] : all;
    }

    /// A matcher of a rule for `text` that sees what lies before its region.
    static Matcher matcher(Rule rule, CharSequence text) {
        return rule.pattern().matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
    }

    @SuppressWarnings("JdkObsolete") // hitEnd: this much matched, and more text could do the rest
    private static boolean mayBegin(Rule rule, char c) {
        boolean looksBack = rule.pattern().pattern().contains("(?<");
        for (String before : looksBack ? BEFORE : BEFORE.subList(0, 1)) {
            String sample = before + c;
            Matcher matcher = matcher(rule, sample).region(before.length(), sample.length());
            if (matcher.lookingAt() || matcher.hitEnd()) {
                return true;
            }
        }
        return false;
    }
}
