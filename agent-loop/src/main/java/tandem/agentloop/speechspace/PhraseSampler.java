package tandem.agentloop.speechspace;

import java.util.random.RandomGenerator;

/// Draws sentences from a phrase by its weights.
///
/// Confined to its builder's thread.
final class PhraseSampler {

    private final RandomGenerator random;

    PhraseSampler(RandomGenerator random) {
        this.random = random;
    }

    /// Words with single spaces between; may be empty.
    String draw(Phrase phrase) {
        StringBuilder sentence = new StringBuilder();
        append(phrase, sentence);
        return sentence.toString().strip();
    }

    private void append(Phrase phrase, StringBuilder sentence) {
        switch (phrase) {
            case Phrase.Words words -> sentence.append(words.text()).append(' ');
            case Phrase.InOrder sequence ->
                    sequence.parts().forEach(part -> append(part, sentence));
            case Phrase.OneOf choice -> append(pick(choice), sentence);
            case Phrase.Perhaps option -> {
                if (random.nextDouble() < option.probability()) {
                    append(option.phrase(), sentence);
                }
            }
            case Phrase.Rule rule -> append(rule.body(), sentence);
        }
    }

    private Phrase pick(Phrase.OneOf choice) {
        double total = choice.options().stream().mapToDouble(Phrase.Weighted::weight).sum();
        double left = random.nextDouble() * total;
        for (Phrase.Weighted option : choice.options()) {
            left -= option.weight();
            if (left < 0) {
                return option.phrase();
            }
        }
        return choice.options().getLast().phrase();
    }
}
