package tandem.agentloop.flow;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds a day in words, seen from today: `tomorrow`, `next tuesday`, `the third of may`, `may
/// third`, `in two weeks`. A day without a year is the next one of its kind. Confined to one
/// utterance.
final class SpokenDate {

    private static final List<String> ORDINALS =
            List.of(
                    "",
                    "first",
                    "second",
                    "third",
                    "fourth",
                    "fifth",
                    "sixth",
                    "seventh",
                    "eighth",
                    "ninth",
                    "tenth",
                    "eleventh",
                    "twelfth",
                    "thirteenth",
                    "fourteenth",
                    "fifteenth",
                    "sixteenth",
                    "seventeenth",
                    "eighteenth",
                    "nineteenth",
                    "twentieth");

    private static final List<String> SMALL =
            List.of(
                    "",
                    "one",
                    "two",
                    "three",
                    "four",
                    "five",
                    "six",
                    "seven",
                    "eight",
                    "nine",
                    "ten",
                    "eleven",
                    "twelve",
                    "thirteen",
                    "fourteen",
                    "fifteen",
                    "sixteen",
                    "seventeen",
                    "eighteen",
                    "nineteen",
                    "twenty");

    private static final Map<String, DayOfWeek> WEEKDAYS = byName(DayOfWeek.values());
    private static final Map<String, Month> MONTHS = byName(Month.values());

    private static final Set<String> ANCHORS =
            Set.of(
                    "today",
                    "tomorrow",
                    "tonight",
                    "yesterday",
                    "day",
                    "days",
                    "week",
                    "weeks",
                    "thirtieth");

    private final List<String> words;
    private final LocalDate today;
    private int at;

    private SpokenDate(List<String> words, LocalDate today) {
        this.words = words;
        this.today = today;
    }

    /// The first day that is named; of a weekday and a date (`tuesday the third of may`) the date.
    static Optional<Span<LocalDate>> in(List<String> words, LocalDate today) {
        Optional<Span<LocalDate>> weekday = Optional.empty();
        if (words.stream().noneMatch(SpokenDate::isAnchor)) {
            return weekday;
        }
        for (int from = 0; from < words.size(); from++) {
            SpokenDate parse = new SpokenDate(words, today);
            parse.at = from;
            Optional<LocalDate> dated = parse.dated();
            if (dated.isPresent()) {
                int start = weekday.map(Span::from).orElse(from);
                return Optional.of(new Span<>(dated.get(), start, parse.at));
            }
            if (weekday.isEmpty()) {
                parse.at = from;
                int start = from;
                weekday = parse.relative().map(day -> new Span<>(day, start, parse.at));
                if (weekday.isPresent()) {
                    from = parse.at - 1;
                }
            }
        }
        return weekday;
    }

    static boolean isDateWord(String word) {
        return weekday(word).isPresent()
                || (month(word).isPresent() && !word.equals("may") && !word.equals("march"))
                || List.of("today", "tomorrow", "tonight", "yesterday").contains(word);
    }

    /// Whether a day may be named around this word; without one there is none.
    private static boolean isAnchor(String word) {
        return WEEKDAYS.containsKey(word)
                || MONTHS.containsKey(word)
                || ANCHORS.contains(word)
                || ORDINALS.contains(word)
                || Character.isDigit(word.charAt(0));
    }

    private Optional<LocalDate> relative() {
        if (phrase("the day after tomorrow") || phrase("day after tomorrow")) {
            return Optional.of(today.plusDays(2));
        }
        if (phrase("tomorrow")) {
            return Optional.of(today.plusDays(1));
        }
        if (phrase("today") || phrase("tonight")) {
            return Optional.of(today);
        }
        if (phrase("yesterday")) {
            return Optional.of(today.minusDays(1));
        }
        int start = at;
        if (phrase("in")) {
            OptionalInt count = phrase("a") ? OptionalInt.of(1) : smallNumber();
            if (count.isPresent() && (phrase("days") || phrase("day"))) {
                return Optional.of(today.plusDays(count.getAsInt()));
            }
            if (count.isPresent() && (phrase("weeks") || phrase("week"))) {
                return Optional.of(today.plusWeeks(count.getAsInt()));
            }
            at = start;
        }
        return weekday();
    }

    private Optional<LocalDate> weekday() {
        boolean next = phrase("next");
        boolean last = !next && phrase("last");
        if (!next && !last) {
            phrase("this");
            phrase("coming");
        }
        Optional<DayOfWeek> day = at < words.size() ? weekday(words.get(at)) : Optional.empty();
        if (day.isEmpty()) {
            return Optional.empty();
        }
        at++;
        if (last) {
            int back = Math.floorMod(today.getDayOfWeek().getValue() - day.get().getValue(), 7);
            return Optional.of(today.minusDays(back == 0 ? 7 : back));
        }
        if (next || phrase("next week")) {
            LocalDate monday = today.minusDays(today.getDayOfWeek().getValue() - 1L).plusWeeks(1);
            return Optional.of(monday.plusDays(day.get().getValue() - 1L));
        }
        int ahead = Math.floorMod(day.get().getValue() - today.getDayOfWeek().getValue(), 7);
        return Optional.of(today.plusDays(ahead == 0 ? 7 : ahead));
    }

    /// A day of a month, with the month or, after `the`, of this or the next one.
    private Optional<LocalDate> dated() {
        Optional<LocalDate> iso = iso();
        if (iso.isPresent()) {
            return iso;
        }
        Optional<Month> first = at < words.size() ? month(words.get(at)) : Optional.empty();
        if (first.isPresent()) {
            at++;
            boolean the = phrase("the");
            OptionalInt day = dayOfMonth(!the);
            return day.isPresent() ? date(first.get(), day.getAsInt()) : Optional.empty();
        }
        boolean the = phrase("the");
        OptionalInt day = dayOfMonth(!the);
        if (day.isEmpty()) {
            return Optional.empty();
        }
        int afterDay = at;
        boolean of = phrase("of");
        Optional<Month> month = at < words.size() ? month(words.get(at)) : Optional.empty();
        if (month.isPresent()) {
            at++;
            return date(month.get(), day.getAsInt());
        }
        at = afterDay;
        return the && !of && at == words.size()
                ? thisOrNextMonth(day.getAsInt())
                : Optional.empty();
    }

    private Optional<LocalDate> iso() {
        if (at + 3 > words.size() || !words.get(at).matches("20\\d\\d")) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.parse(String.join("-", words.subList(at, at + 3)));
            at += 3;
            return Optional.of(day);
        } catch (DateTimeParseException notADay) {
            return Optional.empty();
        }
    }

    private Optional<LocalDate> date(Month month, int day) {
        OptionalInt year = year();
        if (year.isPresent()) {
            return valid(YearMonth.of(year.getAsInt(), month), day);
        }
        Optional<LocalDate> thisYear = valid(YearMonth.of(today.getYear(), month), day);
        return thisYear.filter(date -> !date.isBefore(today)).isPresent()
                ? thisYear
                : valid(YearMonth.of(today.getYear() + 1, month), day);
    }

    private Optional<LocalDate> thisOrNextMonth(int day) {
        YearMonth month = YearMonth.from(today);
        Optional<LocalDate> now = valid(month, day).filter(date -> !date.isBefore(today));
        return now.isPresent() ? now : valid(month.plusMonths(1), day);
    }

    private static Optional<LocalDate> valid(YearMonth month, int day) {
        return month.isValidDay(day) ? Optional.of(month.atDay(day)) : Optional.empty();
    }

    /// @param cardinals whether `three` counts beside `third`
    private OptionalInt dayOfMonth(boolean cardinals) {
        if (at >= words.size()) {
            return OptionalInt.empty();
        }
        String word = words.get(at);
        if (word.matches("[12]?\\d|3[01]") && !word.equals("0")) {
            at++;
            return OptionalInt.of(Integer.parseInt(word));
        }
        int tens = List.of("twenty", "thirty").indexOf(word);
        if (tens >= 0 && at + 1 < words.size()) {
            int unit = ORDINALS.indexOf(words.get(at + 1));
            if (unit < 1 && cardinals) {
                unit = SMALL.indexOf(words.get(at + 1));
            }
            int day = (tens + 2) * 10 + unit;
            if (unit >= 1 && unit <= 9 && day <= 31) {
                at += 2;
                return OptionalInt.of(day);
            }
        }
        int day = word.equals("thirtieth") ? 30 : ORDINALS.indexOf(word);
        if (day < 1 && cardinals) {
            day = word.equals("thirty") ? 30 : SMALL.indexOf(word);
        }
        if (day < 1) {
            return OptionalInt.empty();
        }
        at++;
        return OptionalInt.of(day);
    }

    private OptionalInt year() {
        int start = at;
        phrase("in");
        if (at < words.size() && words.get(at).matches("20\\d\\d")) {
            return OptionalInt.of(Integer.parseInt(words.get(at++)));
        }
        if (phrase("twenty")) {
            OptionalInt rest = tensAndUnit();
            if (rest.isPresent()) {
                return OptionalInt.of(2000 + rest.getAsInt());
            }
        }
        at = start;
        return OptionalInt.empty();
    }

    private OptionalInt tensAndUnit() {
        if (!phrase("twenty")) {
            return OptionalInt.empty();
        }
        int unit = at < words.size() ? SMALL.indexOf(words.get(at)) : -1;
        if (unit >= 1 && unit <= 9) {
            at++;
            return OptionalInt.of(20 + unit);
        }
        return OptionalInt.of(20);
    }

    private OptionalInt smallNumber() {
        if (at >= words.size()) {
            return OptionalInt.empty();
        }
        String word = words.get(at);
        int value = word.matches("\\d{1,2}") ? Integer.parseInt(word) : SMALL.indexOf(word);
        if (value < 1) {
            return OptionalInt.empty();
        }
        at++;
        return OptionalInt.of(value);
    }

    private boolean phrase(String text) {
        List<String> wanted = List.of(text.split(" "));
        if (at + wanted.size() > words.size()
                || !words.subList(at, at + wanted.size()).equals(wanted)) {
            return false;
        }
        at += wanted.size();
        return true;
    }

    private static Optional<DayOfWeek> weekday(String word) {
        return Optional.ofNullable(WEEKDAYS.get(word));
    }

    private static Optional<Month> month(String word) {
        return Optional.ofNullable(MONTHS.get(word));
    }

    private static <E extends Enum<E>> Map<String, E> byName(E[] values) {
        return Arrays.stream(values)
                .collect(Collectors.toMap(v -> v.name().toLowerCase(Locale.ROOT), v -> v));
    }
}
