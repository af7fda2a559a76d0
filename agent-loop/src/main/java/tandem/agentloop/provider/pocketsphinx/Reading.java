package tandem.agentloop.provider.pocketsphinx;

import java.util.ArrayList;
import java.util.List;
import tandem.agentloop.Hypothesis;
import tandem.agentloop.Hypothesis.Source;

/// Turns what the two searches found into hypotheses with a confidence, the better first.
///
/// A grammar always finds one of its sentences, so it is believed as far as the statistical search
/// has found the same words; that one is believed by its own posterior.
///
/// Immutable: no state.
final class Reading {

    /// Posterior per frame of 10 ms (logarithm, base 1.0001) at which words are about as likely
    /// wrong as right, and by how much a posterior that is certain lies above it. Measured: median
    /// -150 for sentences of a flow, -210 for paraphrases, -330 for other subjects.
    private static final double DOUBT = -350;

    private static final double CERTAINTY = 250;

    /// Below this, and with the searches disagreeing, nothing was understood.
    private static final double HOPELESS = 0.2;

    /// Share of common words from which two readings are taken for the same.
    private static final double SIMILAR = 0.5;

    private Reading() {}

    /// @param narrowed true when the search was for one kind of answer; the grammar then knows more
    ///   than the trigrams, such as how many digits there must be
    static List<Hypothesis> of(Report.Outcome outcome, boolean narrowed) {
        String statistical = outcome.statistical();
        String grammar = outcome.grammar();
        if (statistical.isEmpty()) {
            return List.of();
        }
        double agreement = agreement(grammar, statistical);
        double posterior = posterior(outcome);
        if (posterior < HOPELESS && agreement <= SIMILAR) {
            return List.of();
        }
        List<Hypothesis> all = new ArrayList<>();
        double own = agreement > 0.99 ? Math.max(posterior, 0.9) : posterior;
        all.add(new Hypothesis(statistical, Source.STATISTICAL, own));
        if (!grammar.isEmpty()) {
            double confidence = agreement * Math.max(0.5, own);
            boolean first = agreement > 0.99 || (narrowed && agreement >= SIMILAR);
            Hypothesis closed = new Hypothesis(grammar, Source.GRAMMAR, confidence);
            all.add(first ? 0 : 1, closed);
        }
        return all;
    }

    private static double posterior(Report.Outcome outcome) {
        double perFrame = outcome.posterior() / (double) Math.max(1, outcome.frames());
        return Math.clamp(0.5 + 0.5 * (perFrame - DOUBT) / CERTAINTY, 0, 1);
    }

    /// Share of words that both have, from 0 to 1, in order.
    private static double agreement(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return 0;
        }
        String[] first = one.split(" ");
        String[] second = other.split(" ");
        int[] common = new int[second.length + 1];
        for (String word : first) {
            int diagonal = 0;
            for (int n = 1; n <= second.length; n++) {
                int above = common[n];
                common[n] =
                        word.equals(second[n - 1])
                                ? diagonal + 1
                                : Math.max(common[n], common[n - 1]);
                diagonal = above;
            }
        }
        return 2.0 * common[second.length] / (first.length + second.length);
    }
}
