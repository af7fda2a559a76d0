package tandem.agentloop;

import java.util.List;
import tandem.callmodel.DtmfDigit;
import tandem.callmodel.TurnId;
import tandem.callmodel.audio.VoiceActivity;

/// What can happen to a conversation. Handed to [Conversation#on] on the call's thread, in order.
///
/// Events of a turn carry its id; those of a turn that is over change nothing.
public sealed interface ConversationEvent {

    // From the leg.

    record Voiced(VoiceActivity activity) implements ConversationEvent {}

    record KeyPressed(DtmfDigit digit, long nanos) implements ConversationEvent {}

    /// The first packet with the turn's audio left at `nanos`.
    record PlayoutStarted(TurnId turn, long nanos) implements ConversationEvent {}

    /// The last packet of the turn left; `samples` were sent in all.
    record PlayoutFinished(TurnId turn, long samples, long nanos) implements ConversationEvent {}

    /// The far end put us on hold, or came back.
    record RemoteHeld(boolean held) implements ConversationEvent {}

    // From the services.

    record Recognized(RecognizerEvent event, long nanos) implements ConversationEvent {}

    /// The model's first token of a step arrived.
    record ModelBegan(TurnId turn, long nanos) implements ConversationEvent {}

    /// The model's text up to the next boundary at which speaking can begin.
    record ModelSpoke(TurnId turn, String piece, long nanos) implements ConversationEvent {}

    record ModelCalledTools(TurnId turn, List<ToolCall> calls, long nanos)
            implements ConversationEvent {
        public ModelCalledTools {
            calls = List.copyOf(calls);
        }
    }

    record ModelFinished(TurnId turn, ModelOutcome outcome, long nanos)
            implements ConversationEvent {}

    record ModelFailed(TurnId turn, String reason, long nanos) implements ConversationEvent {}

    /// Synthesis of the turn's sentence number `sentence` (from 0) delivered its first audio.
    record SpeechBegan(TurnId turn, int sentence, long nanos) implements ConversationEvent {}

    /// All of a sentence's audio was handed over; where its words lie in the turn's audio.
    record SpeechRendered(TurnId turn, SpokenSentence sentence, long nanos)
            implements ConversationEvent {}

    record SpeechFailed(TurnId turn, int sentence, String reason, long nanos)
            implements ConversationEvent {}

    record ToolFinished(TurnId turn, ToolCall call, ToolResult result, long nanos)
            implements ConversationEvent {}

    // From the call.

    /// A hand-over that this conversation asked for did not come about; `callBack` is the reference
    /// of a noted call-back, or empty.
    record HandOverFailed(String reason, String callBack) implements ConversationEvent {}
}
