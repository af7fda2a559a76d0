package tandem.agentloop;

import tandem.callmodel.PersonalText;

/// One reading of an utterance, best first where there are several.
///
/// @param confidence 0 to 1, by the recogniser's own lights
public record Hypothesis(String text, Source source, double confidence) {

    /// How it was found; two sources that agree on the intent are trusted more than one.
    public enum Source {
        /// A closed grammar: right or far off.
        GRAMMAR,
        /// A statistical language model.
        STATISTICAL,
        /// A network recogniser, or text that was typed.
        OPEN
    }

    public Hypothesis {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence out of 0-1: " + confidence);
        }
    }

    @Override
    public String toString() {
        return source + " " + new PersonalText(text) + " " + confidence;
    }
}
