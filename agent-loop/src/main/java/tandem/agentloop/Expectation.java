package tandem.agentloop;

/// What the agent has just asked for. Narrows the recogniser, chooses the end-of-turn profile and
/// how keys are collected.
public sealed interface Expectation {

    /// True for answers spoken with pauses inside, which get the `dictation` profile.
    default boolean isDictation() {
        return this instanceof Digits || this instanceof Name;
    }

    /// Any of the flow's intents.
    record Anything() implements Expectation {}

    /// A number in digits, spoken or keyed in.
    record Digits(int minimum, int maximum) implements Expectation {
        public Digits {
            if (minimum < 1 || maximum < minimum || maximum > 32) {
                throw new IllegalArgumentException(
                        "digits expect 1 <= minimum <= maximum <= 32, not "
                                + minimum
                                + ".."
                                + maximum);
            }
        }
    }

    record YesNo() implements Expectation {}

    record Date() implements Expectation {}

    record Name() implements Expectation {}
}
