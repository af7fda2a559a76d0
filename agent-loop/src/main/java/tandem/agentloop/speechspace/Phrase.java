package tandem.agentloop.speechspace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A set of word sequences, finite and without recursion. One value gives the grammar, the sample
/// sentences for the statistical model and the vocabulary, so that the three cannot disagree.
///
/// Immutable.
sealed interface Phrase {

    /// No words at all.
    static Phrase nothing() {
        return new InOrder(List.of());
    }

    /// Lower-case words with single spaces between.
    record Words(String text) implements Phrase {
        public Words {
            if (text.isBlank()) {
                throw new IllegalArgumentException("a phrase of no words");
            }
        }
    }

    record InOrder(List<Phrase> parts) implements Phrase {
        public InOrder {
            parts = List.copyOf(parts);
        }
    }

    record OneOf(List<Weighted> options) implements Phrase {
        public OneOf {
            options = List.copyOf(options);
            if (options.isEmpty()) {
                throw new IllegalArgumentException("a choice of nothing");
            }
        }
    }

    /// @param probability of being spoken
    record Perhaps(Phrase phrase, double probability) implements Phrase {}

    /// A phrase with a name, written once in a grammar however often it is used. Names are unique
    /// within a grammar: equal names mean equal bodies.
    record Rule(String name, Phrase body) implements Phrase {}

    /// @param weight relative to the other options, above 0
    record Weighted(double weight, Phrase phrase) {}

    static Phrase words(String text) {
        return new Words(text);
    }

    static Phrase inOrder(Phrase... parts) {
        return new InOrder(List.of(parts));
    }

    static Phrase perhaps(double probability, Phrase phrase) {
        return new Perhaps(phrase, probability);
    }

    static Phrase perhaps(double probability, String words) {
        return new Perhaps(new Words(words), probability);
    }

    static Phrase rule(String name, Phrase body) {
        return new Rule(name, body);
    }

    static Phrase oneOf(Phrase... options) {
        return oneOf(List.of(options));
    }

    static Phrase oneOf(List<Phrase> options) {
        List<Weighted> weighted = new ArrayList<>();
        for (Phrase option : options) {
            weighted.add(new Weighted(1, option));
        }
        return new OneOf(weighted);
    }

    static Phrase oneOf(String... options) {
        List<Phrase> phrases = new ArrayList<>();
        for (String option : options) {
            phrases.add(new Words(option));
        }
        return oneOf(phrases);
    }

    static Phrase weighted(Weighted... options) {
        return new OneOf(List.of(options));
    }

    static Weighted weight(double weight, Phrase phrase) {
        return new Weighted(weight, phrase);
    }

    /// Calls `word` for every word of the phrase, with repetitions.
    default void eachWord(Consumer<String> word) {
        switch (this) {
            case Words words -> {
                for (String each : words.text().split(" ")) {
                    word.accept(each);
                }
            }
            case InOrder sequence -> sequence.parts().forEach(part -> part.eachWord(word));
            case OneOf choice -> choice.options().forEach(o -> o.phrase().eachWord(word));
            case Perhaps option -> option.phrase().eachWord(word);
            case Rule rule -> rule.body().eachWord(word);
        }
    }
}
