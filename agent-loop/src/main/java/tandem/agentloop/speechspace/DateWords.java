package tandem.agentloop.speechspace;

import static tandem.agentloop.speechspace.Phrase.inOrder;
import static tandem.agentloop.speechspace.Phrase.oneOf;
import static tandem.agentloop.speechspace.Phrase.perhaps;
import static tandem.agentloop.speechspace.Phrase.rule;
import static tandem.agentloop.speechspace.Phrase.weight;
import static tandem.agentloop.speechspace.Phrase.weighted;
import static tandem.agentloop.speechspace.Phrase.words;

import java.util.List;

/// How days and times of day are spoken.
///
/// Immutable: builds phrases.
final class DateWords {

    private static final String[] WEEKDAYS =
            "monday tuesday wednesday thursday friday saturday sunday".split(" ");

    private static final String[] MONTHS =
            ("january february march april may june july august september october november"
                            + " december")
                    .split(" ");

    static final List<String> ORDINALS =
            List.of(
                    ("first second third fourth fifth sixth seventh eighth ninth tenth eleventh"
                                    + " twelfth thirteenth fourteenth fifteenth sixteenth"
                                    + " seventeenth eighteenth nineteenth twentieth")
                            .split(" "));

    private DateWords() {}

    static Phrase date() {
        Phrase weekday = rule("weekday", oneOf(WEEKDAYS));
        Phrase month = rule("month", oneOf(MONTHS));
        Phrase day = rule("day_of_month", dayOfMonth());
        Phrase year = perhaps(0.2, inOrder(perhaps(0.1, "in"), year()));
        Phrase dated =
                oneOf(
                        inOrder(perhaps(0.6, "the"), day, perhaps(0.8, "of"), month, year),
                        inOrder(month, perhaps(0.3, "the"), day, year));
        return rule(
                "date",
                weighted(
                        weight(0.2, oneOf("today", "tomorrow", "yesterday")),
                        weight(0.05, words("the day after tomorrow")),
                        weight(0.25, inOrder(perhaps(0.3, oneOf("next", "this", "last")), weekday)),
                        weight(0.1, inOrder(weekday, perhaps(0.3, "the"), dated)),
                        weight(0.4, dated)));
    }

    static Phrase weekday() {
        return rule("weekday", oneOf(WEEKDAYS));
    }

    static Phrase time() {
        Phrase hour =
                rule(
                        "hour",
                        oneOf(
                                List.of(
                                        oneOf(NumberWords.UNITS.toArray(String[]::new)),
                                        oneOf("ten", "eleven", "twelve"))));
        Phrase minutes =
                oneOf(
                        words("fifteen"),
                        words("thirty"),
                        words("forty five"),
                        inOrder(oneOf("twenty", "ten", "forty", "fifty")),
                        inOrder(words("oh"), words("five")));
        Phrase half =
                oneOf(
                        "a m",
                        "p m",
                        "o'clock",
                        "in the morning",
                        "in the afternoon",
                        "in the evening");
        return rule(
                "time",
                oneOf(
                        inOrder(hour, perhaps(0.4, minutes), perhaps(0.8, half)),
                        inOrder(oneOf("half past", "quarter past", "quarter to"), hour),
                        oneOf("noon", "midnight", "midday")));
    }

    private static Phrase dayOfMonth() {
        return oneOf(
                oneOf(ORDINALS.toArray(String[]::new)),
                inOrder(words("twenty"), oneOf(ORDINALS.subList(0, 9).toArray(String[]::new))),
                oneOf("thirtieth", "thirty first"));
    }

    private static Phrase year() {
        Phrase unit = oneOf(NumberWords.UNITS.toArray(String[]::new));
        return rule(
                "year",
                oneOf(
                        inOrder(words("twenty twenty"), perhaps(0.8, unit)),
                        inOrder(words("two thousand and"), oneOf(unit, words("twenty"))),
                        inOrder(
                                words("nineteen"),
                                oneOf(NumberWords.TENS.toArray(String[]::new)),
                                perhaps(0.8, unit))));
    }
}
