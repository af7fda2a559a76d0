package tandem.agentloop.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/// Reads money, percentages, measures and plain numbers in English. Holds no state.
final class EnglishAmounts {

    private static final String NUMBER = "(\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d+)(?:\\.(\\d+))?";
    private static final String END = "(?![\\p{L}\\p{N}])";
    private static final String SCALE = "(?:\\s?(k|K|m|M|bn|thousand|million|billion)(?!\\p{L}))?";

    private static final Map<String, Currency> CURRENCIES =
            Map.of(
                    "$", new Currency("dollar", "dollars", "cent", "cents"),
                    "USD", new Currency("dollar", "dollars", "cent", "cents"),
                    "€", new Currency("euro", "euros", "cent", "cents"),
                    "EUR", new Currency("euro", "euros", "cent", "cents"),
                    "£", new Currency("pound", "pounds", "penny", "pence"),
                    "GBP", new Currency("pound", "pounds", "penny", "pence"),
                    "CHF", new Currency("franc", "francs", "centime", "centimes"),
                    "¥", new Currency("yen", "yen", "sen", "sen"),
                    "JPY", new Currency("yen", "yen", "sen", "sen"));

    private static final Map<String, Unit> UNITS =
            Map.ofEntries(
                    Map.entry("km", new Unit("kilometer", "kilometers")),
                    Map.entry("m", new Unit("meter", "meters")),
                    Map.entry("cm", new Unit("centimeter", "centimeters")),
                    Map.entry("mm", new Unit("millimeter", "millimeters")),
                    Map.entry("mi", new Unit("mile", "miles")),
                    Map.entry("ft", new Unit("foot", "feet")),
                    Map.entry("kg", new Unit("kilogram", "kilograms")),
                    Map.entry("g", new Unit("gram", "grams")),
                    Map.entry("mg", new Unit("milligram", "milligrams")),
                    Map.entry("lb", new Unit("pound", "pounds")),
                    Map.entry("lbs", new Unit("pound", "pounds")),
                    Map.entry("oz", new Unit("ounce", "ounces")),
                    Map.entry("l", new Unit("liter", "liters")),
                    Map.entry("ml", new Unit("milliliter", "milliliters")),
                    Map.entry("km/h", new Unit("kilometer per hour", "kilometers per hour")),
                    Map.entry("mph", new Unit("mile per hour", "miles per hour")),
                    Map.entry("°C", new Unit("degree Celsius", "degrees Celsius")),
                    Map.entry("°F", new Unit("degree Fahrenheit", "degrees Fahrenheit")),
                    Map.entry("°", new Unit("degree", "degrees")),
                    Map.entry("kB", new Unit("kilobyte", "kilobytes")),
                    Map.entry("KB", new Unit("kilobyte", "kilobytes")),
                    Map.entry("MB", new Unit("megabyte", "megabytes")),
                    Map.entry("GB", new Unit("gigabyte", "gigabytes")),
                    Map.entry("TB", new Unit("terabyte", "terabytes")),
                    Map.entry("Mbps", new Unit("megabit per second", "megabits per second")),
                    Map.entry("Gbps", new Unit("gigabit per second", "gigabits per second")),
                    Map.entry("kW", new Unit("kilowatt", "kilowatts")),
                    Map.entry("kWh", new Unit("kilowatt hour", "kilowatt hours")),
                    Map.entry("W", new Unit("watt", "watts")),
                    Map.entry("V", new Unit("volt", "volts")),
                    Map.entry("h", new Unit("hour", "hours")),
                    Map.entry("hr", new Unit("hour", "hours")),
                    Map.entry("hrs", new Unit("hour", "hours")),
                    Map.entry("min", new Unit("minute", "minutes")),
                    Map.entry("mins", new Unit("minute", "minutes")),
                    Map.entry("sec", new Unit("second", "seconds")),
                    Map.entry("secs", new Unit("second", "seconds")),
                    Map.entry("ms", new Unit("millisecond", "milliseconds")));

    private record Currency(String one, String many, String oneSmall, String manySmall) {}

    private record Unit(String one, String many) {}

    private EnglishAmounts() {}

    static List<Rule> money() {
        return List.of(
                Rule.word(
                        "(-?)([$€£¥])\\s?" + NUMBER + SCALE,
                        (match, written) ->
                                Optional.of(
                                        minus(match.group(1))
                                                + money(
                                                        match.group(2),
                                                        match.group(3),
                                                        match.group(4),
                                                        match.group(5)))),
                Rule.word(
                        NUMBER + "\\s?(€|£|\\$|USD|EUR|GBP|CHF|JPY)" + END,
                        (match, written) ->
                                Optional.of(
                                        money(
                                                match.group(3),
                                                match.group(1),
                                                match.group(2),
                                                null))));
    }

    static List<Rule> measures() {
        return List.of(
                Rule.word(
                        "(-?)" + NUMBER + "\\s?%",
                        (match, written) ->
                                Optional.of(
                                        minus(match.group(1))
                                                + decimal(match.group(2), match.group(3))
                                                + " percent")),
                Rule.word(
                        "(-?)"
                                + NUMBER
                                + "\\s?(km/h|km|cm|mm|mi|m|ft|kg|mg|g|lbs?|oz|ml|l|mph|°C|°F|°"
                                + "|[kK]B|MB|GB|TB|Mbps|Gbps|kWh|kW|W|V|hrs?|h|mins?|secs?|ms)"
                                + END,
                        (match, written) -> measure(match)),
                Rule.word(
                        "(\\d+)(?:st|nd|rd|th)" + END,
                        (match, written) ->
                                match.group(1).length() > 9
                                        ? Optional.empty()
                                        : Optional.of(
                                                EnglishNumbers.ordinal(
                                                        Long.parseLong(match.group(1))))));
    }

    static List<Rule> numbers() {
        return List.of(
                Rule.word(
                        NUMBER + "\\s?[kK]" + END,
                        (match, written) ->
                                Optional.of(decimal(match.group(1), match.group(2)) + " thousand")),
                Rule.anywhere("(?<=\\d):(?=\\d)", Rule.as(" to ")),
                Rule.word("24/7" + END, Rule.as("twenty four seven")),
                Rule.word("1/2" + END, Rule.as("one half")),
                Rule.word("1/4" + END, Rule.as("one quarter")),
                Rule.word("3/4" + END, Rule.as("three quarters")),
                Rule.anywhere("½", Rule.as("one half")),
                Rule.anywhere("¼", Rule.as("one quarter")),
                Rule.anywhere("¾", Rule.as("three quarters")),
                Rule.word(
                        "\\d{1,5}(?:\\.\\d{1,5}){2,}" + END,
                        (match, written) -> Optional.of(dotted(match.group()))),
                Rule.word("(?<![\\p{L}\\p{N})])-(?=\\d)", Rule.as("minus ")),
                Rule.anywhere(
                        "(?<=(?:\\d|[AaPp]\\.?[Mm]\\.?)\\s?)[-–]\\s*(?=[$€£¥]?\\d)",
                        Rule.as(" to ")),
                Rule.anywhere(
                        "(?<=[\\p{L}\\p{N}])\\d+",
                        (match, written) -> Optional.of(EnglishNumbers.inGroups(match.group()))),
                Rule.word(
                        NUMBER,
                        (match, written) -> Optional.of(decimal(match.group(1), match.group(2)))));
    }

    private static String money(
            String symbol, String integer, @Nullable String fraction, @Nullable String scale) {
        Currency currency = java.util.Objects.requireNonNull(CURRENCIES.get(symbol));
        if (scale != null) {
            String times =
                    switch (scale) {
                        case "k", "K" -> "thousand";
                        case "m", "M" -> "million";
                        case "bn" -> "billion";
                        default -> scale;
                    };
            return decimal(integer, fraction) + " " + times + " " + currency.many();
        }
        if (fraction != null && fraction.length() > 2) {
            return decimal(integer, fraction) + " " + currency.many();
        }
        int small = fraction == null ? 0 : Integer.parseInt((fraction + "0").substring(0, 2));
        boolean zero = integer.matches("0+");
        String smallWords =
                EnglishNumbers.cardinal(small)
                        + " "
                        + (small == 1 ? currency.oneSmall() : currency.manySmall());
        if (zero && small > 0) {
            return smallWords;
        }
        String words =
                EnglishNumbers.cardinal(integer)
                        + " "
                        + (integer.equals("1") ? currency.one() : currency.many());
        return small == 0 ? words : words + " and " + smallWords;
    }

    private static Optional<String> measure(MatchResult match) {
        Unit unit = UNITS.get(match.group(4));
        if (unit == null) {
            return Optional.empty();
        }
        boolean one = match.group(2).equals("1") && match.group(3) == null;
        return Optional.of(
                minus(match.group(1))
                        + decimal(match.group(2), match.group(3))
                        + " "
                        + (one ? unit.one() : unit.many()));
    }

    private static String dotted(String number) {
        return java.util.Arrays.stream(number.split("\\."))
                .map(EnglishNumbers::cardinal)
                .collect(java.util.stream.Collectors.joining(" point "));
    }

    private static String decimal(String integer, @Nullable String fraction) {
        return EnglishNumbers.decimal(integer, fraction == null ? "" : fraction);
    }

    private static String minus(String sign) {
        return sign.isEmpty() ? "" : "minus ";
    }
}
