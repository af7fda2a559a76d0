package tandem.agentloop.speechspace;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A back-off trigram model with interpolated Witten-Bell smoothing (Witten and Bell, 1991),
/// written in the ARPA format.
///
/// With `N(h)` the weight of history `h` and `T(h)` the number of words seen after it, `P(w|h) =
/// (c(hw) + T(h)·P(w|h')) / (N(h) + T(h))`, and the back-off weight of `h` is `T(h) / (N(h) +
/// T(h))`.
///
/// Confined to its builder's thread.
final class TrigramModel {

    private static final String START = "<s>";
    private static final String END = "</s>";

    private final Map<String, Double> unigrams = new TreeMap<>();
    private final Map<List<String>, Followers> followers = new HashMap<>();
    private double total;

    /// What was seen after one history.
    private static final class Followers {
        private final Map<String, Double> words = new TreeMap<>();
        private double total;

        void add(String word, double weight) {
            words.merge(word, weight, Double::sum);
            total += weight;
        }
    }

    /// Counts one sentence of space-separated words `weight` times.
    void add(String sentence, double weight) {
        if (sentence.isBlank()) {
            return;
        }
        String[] words = (START + " " + sentence + " " + END).split(" +");
        for (int n = 1; n < words.length; n++) {
            unigrams.merge(words[n], weight, Double::sum);
            total += weight;
            follow(List.of(words[n - 1]), words[n], weight);
            if (n > 1) {
                follow(List.of(words[n - 2], words[n - 1]), words[n], weight);
            }
        }
    }

    /// Makes `word` known without having been seen in a sentence.
    void know(String word) {
        unigrams.putIfAbsent(word, 0.0);
    }

    Set<String> words() {
        Set<String> words = new TreeSet<>(unigrams.keySet());
        words.remove(END);
        return words;
    }

    String arpa() {
        StringBuilder one = new StringBuilder();
        StringBuilder two = new StringBuilder();
        StringBuilder three = new StringBuilder();
        line(one, -99, START, backOff(List.of(START)));
        int[] counts = {1, 0, 0};
        for (String word : unigrams.keySet()) {
            line(one, Math.log10(probability(word)), word, backOff(List.of(word)));
            counts[0]++;
        }
        for (Map.Entry<List<String>, Followers> history : followers.entrySet()) {
            List<String> given = history.getKey();
            for (String word : history.getValue().words.keySet()) {
                double log = Math.log10(probability(given, word));
                if (given.size() == 1) {
                    String pair = given.getFirst() + " " + word;
                    line(two, log, pair, backOff(List.of(given.getFirst(), word)));
                    counts[1]++;
                } else {
                    three.append(String.format(Locale.ROOT, "%.4f ", log));
                    three.append(given.get(0)).append(' ').append(given.get(1));
                    three.append(' ').append(word).append('\n');
                    counts[2]++;
                }
            }
        }
        return "\\data\\\nngram 1=%d\nngram 2=%d\nngram 3=%d\n"
                        .formatted(counts[0], counts[1], counts[2])
                + "\n\\1-grams:\n"
                + one
                + "\n\\2-grams:\n"
                + two
                + "\n\\3-grams:\n"
                + three
                + "\n\\end\\\n";
    }

    private void follow(List<String> history, String word, double weight) {
        followers.computeIfAbsent(history, _ -> new Followers()).add(word, weight);
    }

    /// Of a word after a history of none, one or two words.
    double probability(List<String> history, String word) {
        if (history.isEmpty()) {
            return probability(word);
        }
        double shorter = probability(history.subList(1, history.size()), word);
        Followers seen = followers.get(history);
        if (seen == null) {
            return shorter;
        }
        int kinds = seen.words.size();
        return (seen.words.getOrDefault(word, 0.0) + kinds * shorter) / (seen.total + kinds);
    }

    private double probability(String word) {
        return (unigrams.getOrDefault(word, 0.0) + 1) / (total + unigrams.size());
    }

    private double backOff(List<String> history) {
        Followers seen = followers.get(history);
        return seen == null ? 1 : seen.words.size() / (seen.total + seen.words.size());
    }

    private static void line(StringBuilder out, double log, String words, double backOff) {
        out.append(String.format(Locale.ROOT, "%.4f ", log)).append(words);
        out.append(String.format(Locale.ROOT, " %.4f%n", Math.log10(backOff)));
    }
}
