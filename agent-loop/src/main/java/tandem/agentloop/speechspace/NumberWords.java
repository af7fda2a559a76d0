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

    /// As [#digits]; also only a part of it, as a caller gives it who pauses between groups, and
    /// with `double` or `triple` before a digit.
    static Phrase number(int minimum, int maximum) {
        Phrase times =
                rule(
                        "times",
                        weighted(
                                weight(0.03, words("double")),
                                weight(0.01, words("triple")),
                                weight(0.96, Phrase.nothing())));
        Phrase all = Phrase.nothing();
        for (int n = maximum; n > 0; n--) {
            Phrase one = inOrder(times, digit());
            Phrase more = all.equals(Phrase.nothing()) ? one : inOrder(one, all);
            // The number of digits before this one decides how likely it is that there is one.
            int before = n - 1;
            double probability = before == 0 ? 1 : before < minimum ? 0.96 : 0.7;
            all = probability == 1 ? more : perhaps(probability, more);
        }
        return all;
    }

    /// Two digits at a time, as in `forty seven eleven`.
    static Phrase pairs(int minimum, int maximum) {
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
