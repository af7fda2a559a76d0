package tandem.agentloop;

import java.util.Set;
import java.util.function.Consumer;
import tandem.callmodel.CallId;
import tandem.callmodel.Language;
import tandem.callmodel.audio.FrameRing;

/// Turns a caller's audio into text as it is spoken. Thread-safe; streams are independent.
public interface Recognizer extends AutoCloseable {

    Traits traits();

    /// Starts listening to `audio`, of which the stream becomes the only consumer. Returns at once;
    /// events come on a thread of the recogniser's and must be handed on without waiting.
    Stream open(Request request, FrameRing audio, Consumer<RecognizerEvent> events);

    @Override
    void close();

    /// @param flow the name of the flow whose words are to be expected
    record Request(CallId call, Language language, String flow) {}

    /// @param languages primary subtags; empty means any
    /// @param segments true when the recogniser needs `speechStarted` and `speechEnded` to find
    ///   utterances
    record Traits(String name, Set<String> languages, boolean partials, boolean segments) {}

    /// One caller's ear; lives as long as the call. Its methods return at once and may be called by
    /// the call's owner only.
    interface Stream extends AutoCloseable {

        /// What the agent has just asked for: narrows the search until changed.
        void expect(Expectation expectation);

        /// Ticks as in [tandem.callmodel.audio.VoiceActivity].
        void speechStarted(long onsetTick);

        /// The final transcript follows this as soon as it can.
        void speechEnded(long lastVoicedTick);

        @Override
        void close();
    }
}
