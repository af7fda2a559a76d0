package tandem.agentloop.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Numbers as English words. Holds no state.
final class EnglishNumbers {

    private static final List<String> SMALL =
            List.of(
                    "zero",
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
                    "nineteen");
    private static final List<String> TENS =
            List.of(
                    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
                    "ninety");
    private static final List<String> SCALES = List.of("", "thousand", "million", "billion");

    private EnglishNumbers() {}

    /// @param number digits, commas allowed; beyond twelve digits they are read one by one
    static String cardinal(String number) {
        String plain = number.replace(",", "");
        if (plain.length() > 12) {
            return digits(plain);
        }
        return cardinal(Long.parseLong(plain));
    }

    static String cardinal(long number) {
        if (number == 0) {
            return "zero";
        }
        List<String> words = new ArrayList<>();
        long rest = number;
        for (int scale = SCALES.size() - 1; scale >= 0; scale--) {
            long unit = (long) Math.pow(1_000, scale);
            int part = (int) (rest / unit % 1_000);
            if (part > 0) {
                if (scale == 0 && part < 100 && !words.isEmpty()) {
                    words.add("and");
                }
                belowThousand(part, words);
                if (scale > 0) {
                    words.add(SCALES.get(scale));
                }
            }
            rest %= unit;
        }
        return String.join(" ", words);
    }

    private static void belowThousand(int number, List<String> words) {
        int rest = number;
        if (rest >= 100) {
            words.add(SMALL.get(rest / 100));
            words.add("hundred");
            rest %= 100;
            if (rest > 0) {
                words.add("and");
            }
        }
        if (rest >= 20) {
            words.add(TENS.get(rest / 10));
            rest %= 10;
        }
        if (rest > 0) {
            words.add(SMALL.get(rest));
        }
    }

    static String ordinal(long number) {
        String cardinal = cardinal(number);
        int space = cardinal.lastIndexOf(' ');
        String last = cardinal.substring(space + 1);
        String ordinal =
                switch (last) {
                    case "one" -> "first";
                    case "two" -> "second";
                    case "three" -> "third";
                    case "five" -> "fifth";
                    case "eight" -> "eighth";
                    case "nine" -> "ninth";
                    case "twelve" -> "twelfth";
                    default ->
                            last.endsWith("y")
                                    ? last.substring(0, last.length() - 1) + "ieth"
                                    : last + "th";
                };
        return cardinal.substring(0, space + 1) + ordinal;
    }

    /// @param integer digits, commas allowed
    /// @param fraction digits behind the point; empty: none
    static String decimal(String integer, String fraction) {
        return fraction.isEmpty()
                ? cardinal(integer)
                : cardinal(integer) + " point " + digits(fraction);
    }

    static String year(int year) {
        int century = year / 100;
        int rest = year % 100;
        if (year % 1_000 < 10) {
            return cardinal(year).replace(" and ", " ");
        }
        if (rest == 0) {
            return cardinal(century) + " hundred";
        }
        return cardinal(century) + (rest < 10 ? " oh " : " ") + cardinal(rest);
    }

    static String digits(String digits) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (Character.isDigit(c)) {
                words.append(words.isEmpty() ? "" : " ").append(SMALL.get(Character.digit(c, 10)));
            }
        }
        return words.toString();
    }

    /// One by one with a pause between groups: 3+3, 3+4, 4+4, 3+3+4 and so on, as numbers are
    /// commonly dictated.
    static String inGroups(String digits) {
        List<String> groups = new ArrayList<>();
        int from = 0;
        while (from < digits.length()) {
            int left = digits.length() - from;
            int size;
            if (left <= 4) {
                size = left;
            } else if (left == 8 || left > 10) {
                size = 4;
            } else {
                size = left == 5 ? 2 : 3;
            }
            groups.add(digits(digits.substring(from, from + size)));
            from += size;
        }
        return String.join(", ", groups);
    }

    /// Letters one by one, as in `I N V`.
    static String spelled(String letters) {
        return String.join(" ", letters.toUpperCase(Locale.ROOT).split(""));
    }
}
