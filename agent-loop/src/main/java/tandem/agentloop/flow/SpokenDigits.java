package tandem.agentloop.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds digits in words, as people say numbers that are names: `four eight two`, `oh`, `double
/// three`, `twelve thirty four`, `four hundred eighty two`, `482`. Confined to one utterance.
final class SpokenDigits {

    private static final Map<String, Integer> UNITS =
            Map.ofEntries(
                    Map.entry("zero", 0),
                    Map.entry("oh", 0),
                    Map.entry("o", 0),
                    Map.entry("nought", 0),
                    Map.entry("nil", 0),
                    Map.entry("one", 1),
                    Map.entry("two", 2),
                    Map.entry("three", 3),
                    Map.entry("four", 4),
                    Map.entry("five", 5),
                    Map.entry("six", 6),
                    Map.entry("seven", 7),
                    Map.entry("eight", 8),
                    Map.entry("nine", 9),
                    Map.entry("niner", 9));

    private static final List<String> TEENS =
            List.of(
                    "ten",
                    "eleven",
                    "twelve",
                    "thirteen",
                    "fourteen",
                    "fifteen",
                    "sixteen",
                    "seventeen",
                    "eighteen",
                    "nineteen");

    private static final List<String> TENS =
            List.of(
                    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
                    "ninety");

    private static final Set<String> MULTIPLES = Set.of("double", "triple", "treble");

    /// What may stand between the digits of one number.
    private static final Set<String> BETWEEN =
            Set.of("and", "um", "uh", "er", "then", "dash", "hyphen", "space");

    /// Words that sound like digits; taken as such beside other digits, where digits are expected.
    private static final Map<String, String> SOUND_ALIKES =
            Map.of("to", "two", "too", "two", "for", "four", "ate", "eight", "won", "one");

    private final List<String> words;
    private int at;
    private boolean saidHundred;

    private SpokenDigits(List<String> words) {
        this.words = words;
    }

    /// Every run of digits, in order.
    static List<Span<String>> in(List<String> words) {
        return new SpokenDigits(words).runs();
    }

    /// As [#in], where digits were asked for: words that sound like one count beside digits.
    static List<Span<String>> expectedIn(List<String> words) {
        List<String> heard = new ArrayList<>(words);
        for (int i = 0; i < heard.size(); i++) {
            String digit = SOUND_ALIKES.get(heard.get(i));
            boolean beside =
                    (i > 0 && isNumber(heard.get(i - 1)))
                            || (i + 1 < heard.size() && isNumber(heard.get(i + 1)) && i > 0);
            if (digit != null && beside) {
                heard.set(i, digit);
            }
        }
        return new SpokenDigits(heard).runs();
    }

    /// The digits of all runs, joined.
    static String allIn(List<String> words) {
        StringBuilder all = new StringBuilder();
        expectedIn(words).forEach(run -> all.append(run.value()));
        return all.toString();
    }

    static boolean isNumber(String word) {
        return UNITS.containsKey(word)
                || TEENS.contains(word)
                || (!word.isEmpty() && TENS.contains(word))
                || MULTIPLES.contains(word)
                || word.chars().allMatch(Character::isDigit);
    }

    private List<Span<String>> runs() {
        List<Span<String>> runs = new ArrayList<>();
        StringBuilder digits = new StringBuilder();
        int from = 0;
        int to = 0;
        while (at < words.size()) {
            int before = at;
            String more = next();
            if (!more.isEmpty()) {
                if (digits.isEmpty()) {
                    from = before;
                }
                digits.append(more);
                to = at;
            } else {
                at = before + 1;
                if (!digits.isEmpty() && !BETWEEN.contains(words.get(before))) {
                    runs.add(new Span<>(digits.toString(), from, to));
                    digits.setLength(0);
                }
            }
        }
        if (!digits.isEmpty()) {
            runs.add(new Span<>(digits.toString(), from, to));
        }
        return runs;
    }

    /// The digits that begin at this word, or "".
    private String next() {
        String word = words.get(at);
        if (!word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9')) {
            at++;
            return word;
        }
        if (MULTIPLES.contains(word) && at + 1 < words.size()) {
            Integer digit = UNITS.get(words.get(at + 1));
            if (digit != null) {
                at += 2;
                return String.valueOf(digit).repeat(word.equals("double") ? 2 : 3);
            }
            return "";
        }
        int start = at;
        long cardinal = cardinal();
        if (cardinal >= 0) {
            return String.valueOf(cardinal);
        }
        at = start;
        return small();
    }

    /// A number with `hundred` or `thousand` in it, or -1.
    private long cardinal() {
        long hundreds = belowThousand();
        if (hundreds < 0) {
            return -1;
        }
        boolean large = saidHundred;
        if (peek("thousand")) {
            at++;
            int back = at;
            if (peek("and")) {
                at++;
            }
            long rest = belowThousand();
            if (rest < 0) {
                at = back;
                rest = 0;
            }
            return hundreds * 1000 + rest;
        }
        return large ? hundreds : -1;
    }

    /// 0 to 9,999 in hundreds (`forty eight hundred`), or -1.
    private long belowThousand() {
        saidHundred = false;
        int start = at;
        String head = small();
        if (head.isEmpty() && peek("a") && at + 1 < words.size() && isScale(words.get(at + 1))) {
            at++;
            head = "1";
        }
        if (head.isEmpty()) {
            at = start;
            return -1;
        }
        long value = Long.parseLong(head);
        if (!peek("hundred")) {
            return value;
        }
        saidHundred = true;
        at++;
        int back = at;
        if (peek("and")) {
            at++;
        }
        String rest = small();
        if (rest.isEmpty() || peek("hundred")) {
            at = back;
            return value * 100;
        }
        return value * 100 + Long.parseLong(rest);
    }

    private static boolean isScale(String word) {
        return word.equals("hundred") || word.equals("thousand");
    }

    /// A unit, a teen or tens with their unit, or "".
    private String small() {
        if (at >= words.size()) {
            return "";
        }
        String word = words.get(at);
        Integer unit = UNITS.get(word);
        if (unit != null) {
            at++;
            return String.valueOf(unit);
        }
        int teen = TEENS.indexOf(word);
        if (teen >= 0) {
            at++;
            return String.valueOf(10 + teen);
        }
        int tens = word.isEmpty() ? -1 : TENS.indexOf(word);
        if (tens < 0) {
            return "";
        }
        at++;
        Integer after = at < words.size() ? UNITS.get(words.get(at)) : null;
        if (after != null && after > 0) {
            at++;
            return String.valueOf(tens * 10 + after);
        }
        return String.valueOf(tens * 10);
    }

    private boolean peek(String word) {
        return at < words.size() && words.get(at).equals(word);
    }
}
