package tandem.agentloop.turn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tandem.callmodel.Language;

/// Reads the digits out of a transcript, to count them and to tell them from keyed ones. Immutable.
///
/// Knows digits, in English also numbers up to 99 and "double" and "triple".
///
/// @param digits by word
record SpokenDigits(Map<String, String> digits) {

    SpokenDigits {
        digits = Map.copyOf(digits);
    }

    static SpokenDigits of(Language language) {
        Map<String, String> words = new HashMap<>();
        switch (language.primary()) {
            case "en" -> {
                put(words, 0, "zero one two three four five six seven eight nine");
                put(
                        words,
                        10,
                        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen");
                words.put("oh", "0");
                words.put("o", "0");
                words.put("nought", "0");
            }
            case "es" -> put(words, 0, "cero uno dos tres cuatro cinco seis siete ocho nueve");
            case "de" -> {
                put(words, 0, "null eins zwei drei vier fünf sechs sieben acht neun");
                words.put("zwo", "2");
            }
            case "fr" -> put(words, 0, "zéro un deux trois quatre cinq six sept huit neuf");
            case "pt" -> {
                put(words, 0, "zero um dois três quatro cinco seis sete oito nove");
                words.put("meia", "6");
            }
            default -> {}
        }
        return new SpokenDigits(words);
    }

    private static void put(Map<String, String> words, int from, String names) {
        int value = from;
        for (String name : names.split(" ")) {
            words.put(name, Integer.toString(value++));
        }
    }

    /// All digits of the text in order, other words left out.
    String in(String text) {
        StringBuilder out = new StringBuilder();
        int times = 1;
        String tens = "";
        for (String word : Words.of(text)) {
            for (String part : word.split("-")) {
                String next = ENGLISH_TENS.getOrDefault(part, "");
                String digit =
                        part.chars().allMatch(Character::isDigit)
                                ? part
                                : digits.getOrDefault(part, "");
                if (!tens.isEmpty()) {
                    boolean completes = digit.length() == 1 && !digit.equals("0");
                    out.append(tens).append(completes ? digit : "0");
                    tens = "";
                    if (completes) {
                        continue;
                    }
                }
                switch (part) {
                    case "double" -> times = 2;
                    case "triple" -> times = 3;
                    default -> {
                        tens = digits.containsKey("twelve") ? next : "";
                        out.append(digit.repeat(times));
                        times = 1;
                    }
                }
            }
        }
        return tens.isEmpty() ? out.toString() : out.append(tens).append('0').toString();
    }

    /// True when the text has words and nothing but digits.
    boolean isOnly(String text) {
        List<String> words = Words.of(text);
        return !words.isEmpty()
                && words.stream()
                        .allMatch(word ->
                                word.equals("double")
                                        || word.equals("triple")
                                        || word.equals("and")
                                        || !in(word).isEmpty());
    }

    private static final Map<String, String> ENGLISH_TENS =
            Map.of(
                    "twenty", "2", "thirty", "3", "forty", "4", "fifty", "5", "sixty", "6",
                    "seventy", "7", "eighty", "8", "ninety", "9");
}
