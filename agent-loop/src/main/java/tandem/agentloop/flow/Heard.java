package tandem.agentloop.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import tandem.agentloop.Expectation;
import tandem.agentloop.Hypothesis;

/// One utterance in all its readings, as words. Immutable.
///
/// @param readings those to trust first come first; none is empty
record Heard(List<Hypothesis> hypotheses, List<List<String>> readings) {

    static final Heard NOTHING = new Heard(List.of(), List.of());

    Heard {
        hypotheses = List.copyOf(hypotheses);
        readings = List.copyOf(readings);
    }

    /// Where a closed answer was asked for, the closed grammar's reading goes first: it cannot hear
    /// a word that does not fit.
    static Heard of(List<Hypothesis> hypotheses, Expectation expectation) {
        boolean closed = !(expectation instanceof Expectation.Anything);
        List<Hypothesis> ordered = new ArrayList<>(hypotheses);
        ordered.removeIf(reading -> Words.of(reading.text()).isEmpty());
        Hypothesis.Source first =
                closed ? Hypothesis.Source.GRAMMAR : Hypothesis.Source.STATISTICAL;
        ordered.sort(Comparator.comparing(reading -> reading.source() != first));
        return new Heard(
                hypotheses, ordered.stream().map(reading -> Words.of(reading.text())).toList());
    }

    boolean isEmpty() {
        return readings.isEmpty();
    }

    /// Yes or no when no reading says the opposite; `bare` wants a reading that says nothing else.
    YesNo yesNo(boolean bare) {
        boolean yes = readings.stream().anyMatch(words -> YesNo.in(words) == YesNo.YES);
        boolean no = readings.stream().anyMatch(words -> YesNo.in(words) == YesNo.NO);
        if (yes == no) {
            return YesNo.UNCLEAR;
        }
        YesNo answer = yes ? YesNo.YES : YesNo.NO;
        return !bare || readings.stream().anyMatch(words -> YesNo.bareIn(words) == answer)
                ? answer
                : YesNo.UNCLEAR;
    }

    /// The readings without figures and without what the intent's examples say: beside a yes to the
    /// intent they say nothing new.
    Heard withoutWordsOf(Flow.Intent intent) {
        Set<String> own = Choice.ownWords(intent);
        return new Heard(
                hypotheses,
                readings.stream()
                        .map(reading ->
                                reading.stream()
                                        .filter(word -> !own.contains(word))
                                        .filter(word -> !SpokenDigits.isNumber(word))
                                        .toList())
                        .filter(reading -> !reading.isEmpty())
                        .toList());
    }

    boolean says(String... phrases) {
        return readings.stream()
                .map(words -> " " + String.join(" ", words) + " ")
                .anyMatch(text ->
                        List.of(phrases).stream().anyMatch(p -> text.contains(" " + p + " ")));
    }
}
