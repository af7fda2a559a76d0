package tandem.agentloop.turn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tandem.agentloop.Hypothesis;

/// Joins the readings of several stretches of speech into readings of the whole. Pure.
final class Readings {

    /// The confidence of text that may still have changed.
    static final double INTERIM = 0.5;

    private Readings() {}

    /// One reading per source that the first stretch has, in its order: the source's own reading of
    /// every stretch where it has one, else the best. The least confident part counts.
    static List<Hypothesis> joined(List<List<Hypothesis>> stretches) {
        List<List<Hypothesis>> spoken = stretches.stream().filter(s -> !s.isEmpty()).toList();
        if (spoken.isEmpty()) {
            return List.of();
        }
        if (spoken.size() == 1) {
            return spoken.getFirst();
        }
        List<Hypothesis> whole = new ArrayList<>();
        for (Hypothesis first : spoken.getFirst()) {
            if (whole.stream().noneMatch(known -> known.source() == first.source())) {
                whole.add(joined(first.source(), spoken));
            }
        }
        return List.copyOf(whole);
    }

    private static Hypothesis joined(Hypothesis.Source source, List<List<Hypothesis>> stretches) {
        StringBuilder text = new StringBuilder();
        double confidence = 1;
        for (List<Hypothesis> readings : stretches) {
            Optional<Hypothesis> own =
                    readings.stream().filter(reading -> reading.source() == source).findFirst();
            Hypothesis part = own.orElse(readings.getFirst());
            if (!text.isEmpty() && !part.text().isBlank()) {
                text.append(' ');
            }
            text.append(part.text().strip());
            confidence = Math.min(confidence, part.confidence());
        }
        return new Hypothesis(text.toString(), source, confidence);
    }
}
