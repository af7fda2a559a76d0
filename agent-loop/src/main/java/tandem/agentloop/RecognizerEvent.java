package tandem.agentloop;

import java.util.List;

/// What a recogniser heard.
public sealed interface RecognizerEvent {

    /// May still change.
    record Partial(String text) implements RecognizerEvent {}

    /// An utterance is complete. Empty hypotheses: speech was heard and no words were found in it.
    ///
    /// @param startTick where the utterance began on the leg's clock
    /// @param endTick its last voiced sample
    record Final(List<Hypothesis> hypotheses, long startTick, long endTick)
            implements RecognizerEvent {
        public Final {
            hypotheses = List.copyOf(hypotheses);
        }

        /// The best text, empty when there is none.
        public String text() {
            return hypotheses.isEmpty() ? "" : hypotheses.getFirst().text();
        }
    }

    /// The stream lost an utterance or itself; `reason` names no words of the caller's.
    record Failed(String reason, boolean streamLives) implements RecognizerEvent {}
}
