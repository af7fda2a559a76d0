package tandem.agentloop.speechspace;

import static tandem.agentloop.speechspace.Phrase.inOrder;
import static tandem.agentloop.speechspace.Phrase.oneOf;
import static tandem.agentloop.speechspace.Phrase.perhaps;
import static tandem.agentloop.speechspace.Phrase.rule;
import static tandem.agentloop.speechspace.Phrase.weight;
import static tandem.agentloop.speechspace.Phrase.weighted;
import static tandem.agentloop.speechspace.Phrase.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How numbers are spoken: digit by digit, in pairs, as cardinals, as money.
///
/// Immutable: builds phrases.
final class NumberWords {

    static final List<String> UNITS =
            List.of("one two three four five six seven eight nine".split(" "));
    static final List<String> TEENS =
            List.of(
                    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
                            .split(" "));
    static final List<String> TENS =
            List.of("twenty thirty forty fifty sixty seventy eighty ninety".split(" "));

    private NumberWords() {}

    static Phrase digit() {
        List<Phrase.Weighted> digits = new ArrayList<>();
        digits.add(weight(1, words("zero")));
        digits.add(weight(1, words("oh")));
        UNITS.forEach(unit -> digits.add(weight(2, words(unit))));
        return rule("digit", new Phrase.OneOf(digits));
    }

    /// `minimum` to `maximum` digits, one by one.
    static Phrase digits(int minimum, int maximum) {
        Phrase tail = Phrase.nothing();
        for (int n = maximum; n > minimum; n--) {
            Phrase next = tail.equals(Phrase.nothing()) ? digit() : inOrder(digit(), tail);
            tail = perhaps(0.75, next);
        }
        List<Phrase> all = new ArrayList<>();
        for (int n = 0; n < minimum; n++) {
            all.add(digit());
        }
        if (maximum > minimum) {
            all.add(tail);
        }
        return new Phrase.InOrder(all);
    }

    /// As [#digits], also with one `double` or `triple`, or in pairs as in `forty seven eleven`.
    static Phrase number(int minimum, int maximum) {
        List<Phrase.Weighted> ways = new ArrayList<>();
        ways.add(weight(0.88, digits(minimum, maximum)));
        List<Phrase> repeated = new ArrayList<>();
        for (int length = Math.max(2, minimum); length <= Math.min(maximum, 12); length++) {
            repeated.addAll(withOneRepeat(length));
        }
        if (!repeated.isEmpty()) {
            ways.add(weight(0.08, oneOf(repeated)));
        }
        if (maximum >= 2) {
            ways.add(weight(0.04, pairs((minimum + 1) / 2, Math.min(maximum / 2, 6))));
        }
        return rule("number_" + minimum + "_" + maximum, new Phrase.OneOf(ways));
    }

    private static List<Phrase> withOneRepeat(int length) {
        List<Phrase> all = new ArrayList<>();
        for (int at = 0; at + 2 <= length; at++) {
            all.add(repeatAt("double", 2, at, length));
        }
        for (int at = 0; at + 3 <= length; at++) {
            all.add(repeatAt("triple", 3, at, length));
        }
        return all;
    }

    private static Phrase repeatAt(String word, int times, int at, int length) {
        List<Phrase> parts = new ArrayList<>();
        for (int n = 0; n < at; n++) {
            parts.add(digit());
        }
        parts.add(words(word));
        for (int n = at + times; n <= length; n++) {
            parts.add(digit());
        }
        return new Phrase.InOrder(parts);
    }

    private static Phrase pairs(int minimum, int maximum) {
        Phrase pair =
                rule(
                        "pair",
                        oneOf(
                                inOrder(tens(), unit()),
                                oneOf(TEENS.toArray(String[]::new)),
                                tens(),
                                inOrder(words("oh"), unit())));
        List<Phrase> all = new ArrayList<>();
        for (int count = Math.max(1, minimum); count <= Math.max(1, maximum); count++) {
            Phrase[] some = new Phrase[count];
            Arrays.fill(some, pair);
            all.add(inOrder(some));
        }
        return oneOf(all);
    }

    /// 0 to 9,999 as a cardinal.
    static Phrase cardinal() {
        Phrase hundreds =
                inOrder(
                        oneOf(words("a"), unit()),
                        words("hundred"),
                        perhaps(0.6, inOrder(perhaps(0.5, "and"), belowHundred())));
        Phrase thousands =
                inOrder(
                        oneOf(words("a"), unit()),
                        words("thousand"),
                        perhaps(0.6, oneOf(belowHundred(), hundreds)));
        return rule(
                "cardinal",
                weighted(
                        weight(0.8, belowHundred()),
                        weight(0.15, hundreds),
                        weight(0.05, thousands)));
    }

    static Phrase money() {
        Phrase cents = inOrder(belowHundred(), perhaps(0.7, oneOf("cents", "cent")));
        Phrase whole = inOrder(cardinal(), oneOf("dollars", "dollar", "euros", "pounds"));
        return rule("money", inOrder(whole, perhaps(0.4, inOrder(perhaps(0.8, "and"), cents))));
    }

    /// 1 to 99, and zero.
    static Phrase belowHundred() {
        return rule(
                "below_hundred",
                oneOf(
                        words("zero"),
                        unit(),
                        oneOf(TEENS.toArray(String[]::new)),
                        inOrder(tens(), perhaps(0.8, unit()))));
    }

    private static Phrase unit() {
        return rule("unit", oneOf(UNITS.toArray(String[]::new)));
    }

    private static Phrase tens() {
        return rule("tens", oneOf(TENS.toArray(String[]::new)));
    }
}
