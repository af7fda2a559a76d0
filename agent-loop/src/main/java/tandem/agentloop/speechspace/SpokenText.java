package tandem.agentloop.speechspace;

import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Turns written text into the lower-case words in which it is spoken: `Order 4711, $12.50` becomes
/// `order four seven one one twelve dollars and fifty cents`.
///
/// Immutable: no state.
final class SpokenText {

    private static final Pattern MONEY = Pattern.compile("([$£€])(\\d{1,6})(?:\\.(\\d\\d))?");
    private static final Pattern CLOCK =
            Pattern.compile("\\b(\\d{1,2}):(\\d\\d)\\b|\\b(\\d{1,2}) ?(?=[ap] m\\b)");
    private static final Pattern ORDINAL = Pattern.compile("\\b(\\d{1,2})(?:st|nd|rd|th)\\b");
    private static final Pattern DECIMAL = Pattern.compile("(\\d+)\\.(\\d+)");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern HALF_OF_DAY =
            Pattern.compile("\\b([ap])\\.m\\b\\.?|(?<=\\d) ?([ap])m\\b");
    private static final Pattern NOT_SPOKEN = Pattern.compile("[^a-z' ]+");
    private static final Pattern LOOSE_QUOTE = Pattern.compile("(?<![a-z])'|'(?![a-z])");

    private SpokenText() {}

    /// Words with single spaces between; empty when nothing is left to say.
    static String of(String written) {
        String text = written.toLowerCase(Locale.ROOT).replace('’', '\'');
        text = replace(text, MONEY, SpokenText::money);
        text = replace(text, HALF_OF_DAY, SpokenText::halfOfDay);
        text = replace(text, CLOCK, SpokenText::clock);
        text = replace(text, ORDINAL, match -> ordinal(Integer.parseInt(match.group(1))));
        text = replace(text, DECIMAL, m -> cardinalOf(m.group(1)) + " point " + each(m.group(2)));
        text = replace(text, NUMBER, match -> number(match.group()));
        text = text.replace("%", " percent ").replace("&", " and ").replace("@", " at ");
        text = NOT_SPOKEN.matcher(text).replaceAll(" ");
        text = LOOSE_QUOTE.matcher(text).replaceAll(" ");
        return text.strip().replaceAll(" +", " ");
    }

    /// 0 to 999,999.
    static String cardinal(int value) {
        if (value < 10) {
            return value == 0 ? "zero" : NumberWords.UNITS.get(value - 1);
        }
        if (value < 20) {
            return NumberWords.TEENS.get(value - 10);
        }
        if (value < 100) {
            return joined(NumberWords.TENS.get(value / 10 - 2), value % 10);
        }
        if (value < 1_000) {
            return joined(cardinal(value / 100) + " hundred", value % 100);
        }
        return joined(cardinal(value / 1_000) + " thousand", value % 1_000);
    }

    private static String joined(String head, int rest) {
        return rest == 0 ? head : head + " " + cardinal(rest);
    }

    private static String ordinal(int value) {
        if (value >= 1 && value <= 20) {
            return DateWords.ORDINALS.get(value - 1);
        }
        if (value % 10 == 0) {
            String tens = cardinal(value);
            return tens.substring(0, Math.max(0, tens.length() - 1)) + "ieth";
        }
        return cardinal(value - value % 10) + " " + ordinal(value % 10);
    }

    /// Up to three figures and round ones as a cardinal, years in pairs, the rest one by one.
    private static String number(String figures) {
        int length = figures.length();
        boolean leadingZero = length > 1 && figures.startsWith("0");
        if (length > 6 || leadingZero || (length > 4 && !figures.endsWith("000"))) {
            return " " + each(figures) + " ";
        }
        int value = Integer.parseInt(figures);
        boolean year = (value >= 1900 && value < 2000) || (value >= 2010 && value < 2100);
        if (length == 4 && year) {
            return " " + cardinal(value / 100) + " " + inPairs(value % 100) + " ";
        }
        if (length == 4 && value % 100 != 0) {
            return " " + each(figures) + " ";
        }
        return " " + cardinal(value) + " ";
    }

    private static String inPairs(int rest) {
        return rest == 0 ? "hundred" : rest < 10 ? "oh " + cardinal(rest) : cardinal(rest);
    }

    private static String cardinalOf(String figures) {
        return figures.length() > 6 ? each(figures) : cardinal(Integer.parseInt(figures));
    }

    private static String each(String figures) {
        StringBuilder out = new StringBuilder();
        figures.chars().forEach(c -> out.append(cardinal(c - '0')).append(' '));
        return out.toString().strip();
    }

    private static String money(MatchResult match) {
        String unit =
                switch (match.group(1)) {
                    case "$" -> "dollar";
                    case "£" -> "pound";
                    case "€" -> "euro";
                    default -> throw new IllegalStateException("no such currency");
                };
        int whole = Integer.parseInt(match.group(2));
        String spoken = " " + cardinal(whole) + " " + unit + (whole == 1 ? " " : "s ");
        String cents = match.group(3);
        if (cents == null || cents.equals("00")) {
            return spoken;
        }
        String part = match.group(1).equals("£") ? " pence " : " cents ";
        return spoken + "and " + cardinal(Integer.parseInt(cents)) + part;
    }

    private static String halfOfDay(MatchResult match) {
        return (match.group(1) == null ? " " + match.group(2) : match.group(1)) + " m";
    }

    private static String clock(MatchResult match) {
        if (match.group(1) == null) {
            return " " + cardinal(Integer.parseInt(match.group(3))) + " ";
        }
        int minutes = Integer.parseInt(match.group(2));
        String rest = minutes == 0 ? "" : inPairs(minutes);
        return " " + cardinal(Integer.parseInt(match.group(1))) + " " + rest + " ";
    }

    private static String replace(String text, Pattern pattern, Function<MatchResult, String> by) {
        return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(by.apply(match)));
    }
}
