package tandem.agentloop.flow;

import java.util.List;
import java.util.Optional;
import tandem.agentloop.Hypothesis;

/// Weighs the readings of one utterance.
///
/// A grammar is right or far off, a statistical search is nearly always near: where the intents of
/// the two agree they are taken as certain, where they differ the statistical one is asked about
/// and never acted on. A reading that stands alone is judged by the matcher's confidence.
/// Immutable.
final class Readings {

    private static final double SURE = 0.55;
    private static final double LIKELY = 0.3;

    /// Two intents are close when the second has at least this share of the first.
    private static final double CLOSE = 0.5;

    private final IntentMatcher matcher;

    Readings(IntentMatcher matcher) {
        this.matcher = matcher;
    }

    Understanding understand(String text) {
        return understand(List.of(new Hypothesis(text, Hypothesis.Source.OPEN, 1)));
    }

    Understanding understand(List<Hypothesis> hypotheses) {
        Optional<Hypothesis> grammar = from(hypotheses, Hypothesis.Source.GRAMMAR);
        Optional<Hypothesis> statistical = from(hypotheses, Hypothesis.Source.STATISTICAL);
        if (grammar.isPresent() && statistical.isPresent()) {
            return weigh(matcher.match(grammar.get().text()), statistical.get());
        }
        return hypotheses.stream()
                .filter(reading -> !reading.text().isBlank())
                .findFirst()
                .map(reading -> judge(matcher.match(reading.text()), reading.text()))
                .orElseGet(Understanding.NotUnderstood::new);
    }

    private Understanding weigh(IntentMatcher.Match grammar, Hypothesis statistical) {
        IntentMatcher.Match other = matcher.match(statistical.text());
        Optional<IntentMatcher.Scored> best = other.best();
        if (best.isPresent()
                && other.intent().equals(grammar.intent())
                && best.get().confidence() >= LIKELY) {
            return new Understanding.Certain(best.get().intent());
        }
        Understanding alone = judge(other, statistical.text());
        return alone instanceof Understanding.Certain(Flow.Intent intent)
                ? new Understanding.Likely(intent)
                : alone;
    }

    private Understanding judge(IntentMatcher.Match match, String text) {
        Optional<IntentMatcher.Scored> best = match.best();
        if (best.isEmpty() || best.get().confidence() < LIKELY) {
            return eitherOf(match)
                    .orElseGet(() ->
                            Words.of(text).size() < 2 && !matcher.knowsAnyOf(Words.of(text))
                                    ? new Understanding.NotUnderstood()
                                    : new Understanding.OutOfScope());
        }
        Flow.Intent intent = best.get().intent();
        if (best.get().confidence() >= SURE && match.runnerUp() < CLOSE * best.get().confidence()) {
            return new Understanding.Certain(intent);
        }
        return eitherOf(match).orElseGet(() -> new Understanding.Likely(intent));
    }

    private static Optional<Understanding> eitherOf(IntentMatcher.Match match) {
        if (match.ranked().size() < 2) {
            return Optional.empty();
        }
        IntentMatcher.Scored first = match.ranked().get(0);
        IntentMatcher.Scored second = match.ranked().get(1);
        boolean close = second.confidence() >= CLOSE * first.confidence();
        boolean together = first.confidence() + second.confidence() >= SURE;
        return close && together
                ? Optional.of(new Understanding.Either(first.intent(), second.intent()))
                : Optional.empty();
    }

    private static Optional<Hypothesis> from(
            List<Hypothesis> hypotheses, Hypothesis.Source source) {
        return hypotheses.stream()
                .filter(reading -> reading.source() == source && !reading.text().isBlank())
                .findFirst();
    }
}
