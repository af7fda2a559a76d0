package tandem.agentloop;

import java.util.function.Consumer;
import tandem.callmodel.CallId;
import tandem.callmodel.audio.FrameRing;

/// Takes conversations on. Thread-safe.
public interface Agent {

    /// Prepares the conversation of a call; it speaks from [Conversation#start] on.
    Conversation join(Seat seat);

    /// What a conversation is given by its call.
    ///
    /// @param heard the caller's audio, for the recogniser
    /// @param post hands an event to the call's owner from any thread, without waiting; it comes
    ///   back through [Conversation#on]
    /// @param facts called on the call's thread
    record Seat(
            CallId call,
            Playout playout,
            FrameRing heard,
            Consumer<ConversationEvent> post,
            Consumer<ConversationFact> facts) {}
}
