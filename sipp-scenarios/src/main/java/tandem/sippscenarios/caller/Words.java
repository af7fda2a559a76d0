package tandem.sippscenarios.caller;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A text as the words one hears: lower case, no punctuation, every digit spelled out. Immutable.
record Words(List<String> words) {

    private static final String[] DIGITS = {
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"
    };

    private static final Map<String, String> SAME = Map.of("oh", "zero", "o", "zero");

    Words {
        words = List.copyOf(words);
    }

    static Words of(String text) {
        List<String> words = new ArrayList<>();
        for (String raw : text.toLowerCase(Locale.ROOT).split("[^a-z0-9']+")) {
            String word = raw.replaceAll("^'+|'+$", "");
            if (word.isEmpty()) {
                continue;
            }
            if (word.chars().allMatch(Character::isDigit)) {
                word.chars().forEach(digit -> words.add(DIGITS[digit - '0']));
            } else {
                words.add(SAME.getOrDefault(word, word));
            }
        }
        return new Words(words);
    }

    /// True when `phrase` stands in here word for word.
    boolean contains(Words phrase) {
        return Collections.indexOfSubList(words, phrase.words()) >= 0;
    }

    /// Only the digits, as in `482915`.
    String digits() {
        StringBuilder digits = new StringBuilder();
        List<String> names = List.of(DIGITS);
        for (String word : words) {
            int digit = names.indexOf(word);
            if (digit >= 0) {
                digits.append(digit);
            }
        }
        return digits.toString();
    }
}
