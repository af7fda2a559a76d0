package tandem.agentloop.provider.pocketsphinx;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tandem.agentloop.Hypothesis;
import tandem.agentloop.Hypothesis.Source;

/// Turns what the two searches found into hypotheses with a confidence, the better first.
///
/// A grammar always finds one of its sentences, so it is believed as far as the statistical search
/// has found the same words; that one is believed by its own posterior.
///
/// Immutable: no state.
final class Reading {

    /// Posterior (logarithm, base 1.0001) at which words are as likely wrong as right, and what
    /// lies between that and certainty. Measured on in-domain and foreign sentences.
    private static final double DOUBT = -75_000;

    private static final double CERTAIN = -5_000;

    /// Below this, and with the grammar disagreeing, nothing was understood.
    private static final double HOPELESS = 0.2;

    private Reading() {}

    static List<Hypothesis> of(Report.Outcome outcome) {
        double agreement = agreement(outcome.grammar(), outcome.statistical());
        double posterior = statisticalConfidence(outcome);
        List<Hypothesis> all = new ArrayList<>();
        if (!outcome.statistical().isEmpty()) {
            double confidence = agreement > 0.5 ? Math.max(posterior, agreement * 0.9) : posterior;
            if (confidence >= HOPELESS) {
                all.add(new Hypothesis(outcome.statistical(), Source.STATISTICAL, confidence));
            }
        }
        if (!outcome.grammar().isEmpty() && !all.isEmpty()) {
            double confidence = agreement * Math.max(0.5, posterior);
            Hypothesis grammar = new Hypothesis(outcome.grammar(), Source.GRAMMAR, confidence);
            all.add(agreement > 0.99 ? 0 : all.size(), grammar);
        }
        return all;
    }

    private static double statisticalConfidence(Report.Outcome outcome) {
        double share = (outcome.posterior() - DOUBT) / (CERTAIN - DOUBT);
        return Math.clamp(0.5 + 0.5 * share, 0, 1);
    }

    /// Share of words that both have, from 0 to 1.
    private static double agreement(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return 0;
        }
        Set<String> first = new HashSet<>(List.of(one.split(" ")));
        Set<String> second = new HashSet<>(List.of(other.split(" ")));
        Set<String> both = new HashSet<>(first);
        both.retainAll(second);
        return 2.0 * both.size() / (first.size() + second.size());
    }
}
