package tandem.agentloop.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import tandem.callmodel.Language;

/// Reads dates, times and days in English. Holds no state.
final class EnglishCalendar {

    private static final List<String> MONTHS =
            List.of(
                    "January",
                    "February",
                    "March",
                    "April",
                    "May",
                    "June",
                    "July",
                    "August",
                    "September",
                    "October",
                    "November",
                    "December");
    private static final List<String> DAYS =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

    private static final String MONTH =
            "(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
                    + "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?:\\.(?=\\s*[\\p{L}\\p{N},]))?";
    private static final String DAY_OF_MONTH = "([12]\\d|3[01]|0?[1-9])(?:st|nd|rd|th)?";
    private static final String YEAR = "(?:,?\\s+((?:19|20)\\d\\d))?";
    private static final String END = "(?![\\p{L}\\p{N}])";
    private static final String HALF =
            "(?:\\s?([AaPp])\\.?[Mm](?:\\.(?=\\s*[\\p{L}\\p{N},;])|(?!\\p{L})))";
    private static final String DAY =
            "(Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:r|rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?";

    private EnglishCalendar() {}

    static List<Rule> rules(Language language) {
        boolean monthFirst = !language.tag().matches("en-(?:GB|IE|AU|NZ|IN|ZA)");
        return List.of(
                Rule.word(
                        "(\\d{4})-(\\d\\d)-(\\d\\d)(?:[T ](\\d\\d):(\\d\\d)(?::\\d\\d)?(?:\\.\\d+)?Z?)?"
                                + END,
                        (match, written) -> iso(match)),
                Rule.word(
                        "(\\d{1,2})([/.])(\\d{1,2})\\2((?:19|20)\\d\\d)" + END,
                        (match, written) -> {
                            boolean swap = match.group(2).equals("/") && monthFirst;
                            return date(
                                    match.group(4),
                                    match.group(swap ? 1 : 3),
                                    match.group(swap ? 3 : 1));
                        }),
                Rule.word(
                        "(\\d\\d)/(\\d\\d)(?![/\\p{L}\\p{N}])",
                        (match, written) ->
                                dayOfYear(
                                        match.group(monthFirst ? 1 : 2),
                                        match.group(monthFirst ? 2 : 1))),
                Rule.word(
                        "((?:19|20)\\d0)s" + END,
                        (match, written) -> Optional.of(decade(match.group(1)))),
                Rule.word(
                        MONTH + "\\s+" + DAY_OF_MONTH + "(?!:)" + END + YEAR,
                        (match, written) ->
                                Optional.of(
                                        month(match.group(1))
                                                + " "
                                                + ordinal(match.group(2))
                                                + spokenYear(match.group(3)))),
                Rule.word(
                        DAY_OF_MONTH + "\\s+(?:of\\s+)?" + MONTH + END + YEAR,
                        (match, written) ->
                                Optional.of(
                                        (Rule.wordBefore(match, written).equals("the")
                                                        ? ""
                                                        : "the ")
                                                + ordinal(match.group(1))
                                                + " of "
                                                + month(match.group(2))
                                                + spokenYear(match.group(3)))),
                Rule.word(
                        MONTH + "\\s+((?:19|20)\\d\\d)" + END,
                        (match, written) ->
                                Optional.of(
                                        month(match.group(1))
                                                + spokenYear(match.group(2)).replace(",", ""))),
                Rule.word(
                        "([01]?\\d|2[0-4]):([0-5]\\d)(?::[0-5]\\d)?(?!\\d)" + HALF + "?" + END,
                        (match, written) -> Optional.of(time(match))),
                Rule.word(
                        "(1[0-2]|0?[1-9])" + HALF,
                        (match, written) ->
                                Optional.of(number(match.group(1)) + half(match.group(2)))),
                Rule.word(
                        "(?<=\\d |\\d)([AaPp])\\.[Mm]\\.?" + END,
                        (match, written) -> Optional.of(half(match.group(1)).strip())),
                Rule.word(
                        DAY + "\\.?\\s?[-–]\\s?(?=" + DAY + END + ")",
                        (match, written) -> Optional.of(day(match.group(1)) + " to ")),
                Rule.word(
                        "(Mon|Tues?|Thurs?|Fri)(?:\\.(?=\\s+[\\p{Ll}\\d])|(?![\\p{L}\\p{N}]))",
                        (match, written) -> Optional.of(day(match.group(1)))),
                Rule.word(
                        "(Wed|Sat|Sun)(?:\\.(?=\\s+[\\p{Ll}\\d])|(?=,? \\d)|(?<=[-–]\\s?(?:Wed|Sat|Sun))(?!\\p{L}))",
                        (match, written) -> Optional.of(day(match.group(1)))),
                Rule.word(
                        "((?:19|20)\\d\\d)\\s?[-–]\\s?((?:19|20)\\d\\d)" + END,
                        (match, written) ->
                                Optional.of(
                                        EnglishNumbers.year(Integer.parseInt(match.group(1)))
                                                + " to "
                                                + EnglishNumbers.year(
                                                        Integer.parseInt(match.group(2))))),
                Rule.word(
                        "((?:1\\d|20)\\d\\d)" + END + "(?![.,:]\\d)",
                        EnglishCalendar::yearByContext));
    }

    private static Optional<String> iso(MatchResult match) {
        Optional<String> date = date(match.group(1), match.group(2), match.group(3));
        if (match.group(4) == null) {
            return date;
        }
        return date.map(day ->
                day + " at " + clock(Integer.parseInt(match.group(4)), match.group(5), "", true));
    }

    private static Optional<String> date(String year, String month, String day) {
        try {
            LocalDate date =
                    LocalDate.of(
                            Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
            return Optional.of(
                    MONTHS.get(date.getMonthValue() - 1) + " " + ordinal(day) + spokenYear(year));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    /// A day without its year, which may be a leap year.
    private static Optional<String> dayOfYear(String month, String day) {
        return date("2000", month, day).map(date -> date.substring(0, date.indexOf(',')));
    }

    private static String decade(String year) {
        String spoken = EnglishNumbers.year(Integer.parseInt(year));
        return spoken.endsWith("y")
                ? spoken.substring(0, spoken.length() - 1) + "ies"
                : spoken + "s";
    }

    private static String time(MatchResult match) {
        String hour = match.group(1);
        String half = match.group(3) == null ? "" : half(match.group(3));
        return clock(Integer.parseInt(hour), match.group(2), half, hour.startsWith("0"));
    }

    /// @param half empty when it was not written
    /// @param wholeDay the hour counts from 0 to 24
    private static String clock(int hour, String minute, String half, boolean wholeDay) {
        if (half.isEmpty() && hour % 24 == 0 && minute.equals("00")) {
            return "midnight";
        }
        String spokenHalf = half;
        if (half.isEmpty() && (wholeDay || hour > 12 || hour == 0)) {
            spokenHalf = half(hour >= 12 && hour < 24 ? "p" : "a");
        }
        int spokenHour = hour % 12 == 0 ? 12 : hour % 12;
        String minutes =
                switch (minute.charAt(0)) {
                    case '0' ->
                            minute.equals("00")
                                    ? (spokenHalf.isEmpty() ? " o'clock" : "")
                                    : " oh " + EnglishNumbers.digits(minute.substring(1));
                    default -> " " + EnglishNumbers.cardinal(minute);
                };
        return EnglishNumbers.cardinal(spokenHour) + minutes + spokenHalf;
    }

    private static String half(String letter) {
        return letter.equalsIgnoreCase("a") ? " A M" : " P M";
    }

    /// Four digits are a year after a word that dates something, unless they count what follows.
    private static Optional<String> yearByContext(MatchResult match, String written) {
        boolean dated =
                switch (Rule.wordBefore(match, written)) {
                    case "in",
                            "since",
                            "until",
                            "by",
                            "from",
                            "year",
                            "during",
                            "before",
                            "spring",
                            "summer",
                            "autumn",
                            "fall",
                            "winter" ->
                            true;
                    default -> false;
                };
        boolean counts =
                written.substring(match.end())
                        .matches(
                                "(?s) (?!(?:and|or|to|we|you|it|as|with|for|at|by|in|when|the|is|was|has)\\b)\\p{Ll}.*");
        return dated && !counts
                ? Optional.of(EnglishNumbers.year(Integer.parseInt(match.group(1))))
                : Optional.empty();
    }

    private static String month(String name) {
        String start = name.substring(0, 3);
        return MONTHS.stream().filter(month -> month.startsWith(start)).findFirst().orElse(name);
    }

    private static String day(String name) {
        String start = name.substring(0, 3);
        return DAYS.stream().filter(day -> day.startsWith(start)).findFirst().orElse(name);
    }

    private static String spokenYear(@org.jspecify.annotations.Nullable String year) {
        return year == null ? "" : ", " + EnglishNumbers.year(Integer.parseInt(year));
    }

    private static String ordinal(String day) {
        return EnglishNumbers.ordinal(Long.parseLong(day));
    }

    private static String number(String digits) {
        return EnglishNumbers.cardinal(digits).toLowerCase(Locale.ROOT);
    }
}
