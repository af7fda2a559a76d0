package tandem.agentloop.turn;

import java.time.Duration;
import java.util.List;
import tandem.agentloop.Expectation;
import tandem.agentloop.Hypothesis;
import tandem.callmodel.DtmfDigit;
import tandem.callmodel.PersonalText;

/// What can happen to the turn. `nanos` is when, on the clock of
/// [tandem.callmodel.time.Time#nanos].
public sealed interface TurnEvent {

    long nanos();

    /// From the caller: voice, words, keys.
    sealed interface FromCaller extends TurnEvent {}

    /// From the agent's own reply; the owner has dropped those of turns that are over.
    sealed interface FromReply extends TurnEvent {}

    /// From the call around both.
    sealed interface FromCall extends TurnEvent {}

    record VoiceStarted(long nanos) implements FromCaller {}

    record VoiceSustained(Duration voiced, long nanos) implements FromCaller {}

    /// @param lastVoicedAt on the leg's clock, from its opening
    /// @param lastVoiced when that arrived
    record VoiceEnded(Duration lastVoicedAt, long lastVoiced, Duration voiced, long nanos)
            implements FromCaller {}

    record PartialHeard(String text, long nanos) implements FromCaller {

        @Override
        public String toString() {
            return "PartialHeard " + new PersonalText(text);
        }
    }

    /// @param endedAt the utterance's last voiced sample on the leg's clock
    record FinalHeard(List<Hypothesis> hypotheses, Duration endedAt, long nanos)
            implements FromCaller {
        public FinalHeard {
            hypotheses = List.copyOf(hypotheses);
        }

        public String text() {
            return hypotheses.isEmpty() ? "" : hypotheses.getFirst().text();
        }
    }

    /// What the caller says now will not be transcribed.
    record TranscriptLost(long nanos) implements FromCaller {}

    record KeyPressed(DtmfDigit key, long nanos) implements FromCaller {}

    /// The reply's first packet left.
    record ReplySounded(long nanos) implements FromReply {}

    /// What the reply asks for is known and was begun to be heard.
    record ReplyAsked(Expectation expectation, long nanos) implements FromReply {}

    /// The model is done; some of it may still have to be spoken.
    record ReplyKnown(Ending ending, boolean interruptible, long nanos) implements FromReply {}

    /// There will be no (more) text from the model.
    record ReplyFailed(long nanos) implements FromReply {}

    /// The reply's last packet left, or there is nothing that could be spoken.
    record ReplySpoken(long nanos) implements FromReply {}

    /// The call was answered.
    record Began(long nanos) implements FromCall {}

    record HeldByRemote(long nanos) implements FromCall {}

    record ReturnedByRemote(long nanos) implements FromCall {}

    record HandOverFailed(String reason, String callBack, long nanos) implements FromCall {}

    /// The state's deadline is due.
    record TimeUp(long nanos) implements FromCall {}
}
