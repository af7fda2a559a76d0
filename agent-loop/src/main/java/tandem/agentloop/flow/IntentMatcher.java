package tandem.agentloop.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tells which of a flow's intents a text means, and how sure that is: an example said word for
/// word is certain; else naive Bayes over word stems and pairs of them, each intent against the
/// whole of the flow, with keywords counting as if they stood in half of the examples.
///
/// Immutable, and made once per flow.
public final class IntentMatcher {

    /// How much an intent's own examples count against the flow as a whole.
    private static final double OWN = 0.85;

    /// In what share of the examples a keyword seems to stand beside where it does.
    private static final double KEYWORD_SHARE = 0.5;

    /// Keeps a word that was seen once from weighing as much as one that is seen again and again.
    private static final double RARE = 0.01;

    private final Features features;
    private final List<Flow.Intent> intents;
    private final Map<String, String> exact = new HashMap<>();

    /// By intent and feature: in what share of its examples the feature stands.
    private final Map<String, Map<String, Double>> shares = new LinkedHashMap<>();

    /// By feature: the mean of the shares.
    private final Map<String, Double> common = new HashMap<>();

    /// An intent and how likely it is meant, 0 to 1.
    public record Scored(Flow.Intent intent, double confidence) {}

    /// What a text may mean.
    ///
    /// @param ranked most likely first; empty when no word is known
    /// @param exact true when the text is one of the best intent's examples, whatever fills its
    ///   slots
    public record Match(List<Scored> ranked, boolean exact) {
        public Match {
            ranked = List.copyOf(ranked);
        }

        public Optional<Scored> best() {
            return ranked.stream().findFirst();
        }

        /// The name of the best intent, or "".
        public String intent() {
            return best().map(scored -> scored.intent().name()).orElse("");
        }

        public double confidence() {
            return best().map(Scored::confidence).orElse(0.0);
        }

        /// Of the second best; 0 when there is none.
        double runnerUp() {
            return ranked.size() < 2 ? 0 : ranked.get(1).confidence();
        }
    }

    public IntentMatcher(Flow flow) {
        this.features = new Features(flow);
        this.intents = flow.intents();
        for (Flow.Intent intent : intents) {
            learn(intent);
        }
        for (Map<String, Double> own : shares.values()) {
            own.forEach(
                    (feature, share) -> common.merge(feature, share / intents.size(), Double::sum));
        }
    }

    private void learn(Flow.Intent intent) {
        Map<String, Double> own = new HashMap<>();
        double each = 1.0 / intent.examples().size();
        for (String example : intent.examples()) {
            List<String> words = Words.of(example);
            exact.put(said(words), intent.name());
            features.of(words).keySet().forEach(feature -> own.merge(feature, each, Double::sum));
        }
        Set<String> keywords = new HashSet<>();
        intent.keywords().forEach(word -> keywords.addAll(features.collapsed(Words.of(word))));
        keywords.stream()
                .map(Features::stem)
                .distinct()
                .forEach(stem -> own.merge(stem, KEYWORD_SHARE, Double::sum));
        shares.put(intent.name(), own);
    }

    /// @param text as a recogniser gives it, or typed
    public Match match(String text) {
        return match(Words.of(text));
    }

    Match match(List<String> words) {
        String certain = exact.get(said(words));
        Map<String, Double> heard = features.of(words);
        List<Scored> scored = new ArrayList<>();
        double[] scores = new double[intents.size()];
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = score(heard, intents.get(i));
            best = Math.max(best, scores[i]);
        }
        double sum = 0;
        for (double score : scores) {
            sum += Math.exp(score - best);
        }
        for (int i = 0; i < scores.length; i++) {
            Flow.Intent intent = intents.get(i);
            double likely = Math.exp(scores[i] - best) / sum * covered(heard, intent);
            if (certain != null) {
                likely = certain.equals(intent.name()) ? 1 : 0;
            }
            if (likely > 0.01) {
                scored.add(new Scored(intent, likely));
            }
        }
        scored.sort(Comparator.comparingDouble(Scored::confidence).reversed());
        return new Match(scored, certain != null);
    }

    private double score(Map<String, Double> heard, Flow.Intent intent) {
        Map<String, Double> own = shares.getOrDefault(intent.name(), Map.of());
        double score = 0;
        for (Map.Entry<String, Double> feature : heard.entrySet()) {
            double everywhere = common.getOrDefault(feature.getKey(), 0.0);
            if (everywhere > 0) {
                double here = own.getOrDefault(feature.getKey(), 0.0);
                double expected = OWN * here + (1 - OWN) * everywhere;
                score += feature.getValue() * Math.log((expected + RARE) / (everywhere + RARE));
            }
        }
        return score;
    }

    /// The share of what was said that the intent's examples know, rare words counting most.
    private double covered(Map<String, Double> heard, Flow.Intent intent) {
        Map<String, Double> own = shares.getOrDefault(intent.name(), Map.of());
        double all = 0;
        double known = 0;
        for (Map.Entry<String, Double> feature : heard.entrySet()) {
            if (feature.getKey().indexOf(' ') >= 0) {
                continue;
            }
            all += feature.getValue();
            if (own.containsKey(feature.getKey())) {
                known += feature.getValue();
            } else if (common.containsKey(feature.getKey())) {
                known += 0.5 * feature.getValue();
            }
        }
        return all == 0 ? 0 : Math.sqrt(known / all);
    }

    /// Whether any word of substance is one that the flow knows.
    boolean knowsAnyOf(List<String> words) {
        return features.of(words).keySet().stream()
                .anyMatch(feature -> !Features.isFaint(feature) && common.containsKey(feature));
    }

    private String said(List<String> words) {
        return String.join(" ", features.collapsed(words));
    }
}
