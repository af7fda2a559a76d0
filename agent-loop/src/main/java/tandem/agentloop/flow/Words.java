package tandem.agentloop.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Brings spoken and written text to one form: small letters, no punctuation, contractions written
/// out (`what's` and `what is` are the same words), figures kept.
final class Words {

    private static final Set<String> IS_SHORTENED =
            Set.of(
                    "what",
                    "where",
                    "who",
                    "when",
                    "how",
                    "that",
                    "it",
                    "there",
                    "here",
                    "he",
                    "she",
                    "name",
                    "everything",
                    "something");

    private static final Map<String, String> ENDINGS =
            Map.of("d", "would", "m", "am", "ve", "have", "ll", "will", "re", "are");

    private static final Map<String, String> SPELLINGS =
            Map.ofEntries(
                    Map.entry("ok", "okay"),
                    Map.entry("yep", "yes"),
                    Map.entry("yeah", "yes"),
                    Map.entry("yup", "yes"),
                    Map.entry("nope", "no"),
                    Map.entry("nah", "no"),
                    Map.entry("wanna", "want to"),
                    Map.entry("gonna", "going to"),
                    Map.entry("gotta", "have to"),
                    Map.entry("cannot", "can not"),
                    Map.entry("anymore", "any more"),
                    Map.entry("someone", "somebody"),
                    Map.entry("anyone", "anybody"),
                    Map.entry("colour", "color"),
                    Map.entry("cheque", "check"),
                    Map.entry("instalments", "installments"),
                    Map.entry("telephone", "phone"));

    private Words() {}

    static List<String> of(String text) {
        String plain =
                text.toLowerCase(Locale.ROOT)
                        .replace('’', '\'')
                        .replace("e-mail", "email")
                        .replaceAll("(?<=\\d)(st|nd|rd|th)\\b", "")
                        .replaceAll("[^\\p{L}\\p{N}'{}_]+", " ")
                        .strip();
        List<String> words = new ArrayList<>();
        if (plain.isEmpty()) {
            return words;
        }
        for (String word : plain.split(" ")) {
            add(words, word);
        }
        return words;
    }

    private static void add(List<String> words, String raw) {
        String word = raw.replaceAll("^'+|'+$", "");
        if (word.isEmpty()) {
            return;
        }
        int mark = word.indexOf('\'');
        if (mark < 0) {
            for (String part : SPELLINGS.getOrDefault(word, word).split(" ")) {
                words.add(part);
            }
            return;
        }
        String head = word.substring(0, mark);
        String tail = word.substring(mark + 1);
        if (tail.equals("t") && head.endsWith("n")) {
            words.add(negated(head));
            words.add("not");
        } else if (word.equals("let's")) {
            words.add("let");
            words.add("us");
        } else if (tail.equals("s") && IS_SHORTENED.contains(head)) {
            words.add(head);
            words.add("is");
        } else if (ENDINGS.containsKey(tail)) {
            words.add(head);
            words.add(ENDINGS.get(tail));
        } else {
            words.add(head + tail);
        }
    }

    /// The verb of `can't`, `won't`, `doesn't`, handed in without its `'t`.
    private static String negated(String head) {
        return switch (head) {
            case "can" -> "can";
            case "won" -> "will";
            case "ain" -> "is";
            default -> head.substring(0, head.length() - 1);
        };
    }
}
