package tandem.agentloop.voice;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import tandem.agentloop.Expectation;
import tandem.agentloop.Recognizer;
import tandem.agentloop.RecognizerEvent;
import tandem.callmodel.audio.FrameRing;
import tandem.callmodel.audio.VoiceActivity;
import tandem.callmodel.time.Time;

/// The call's recogniser stream, opened again when it dies.
///
/// Confined to the call's thread; events leave on the recogniser's.
final class Ear {

    private static final Duration REOPEN_AFTER = Duration.ofSeconds(1);

    private final Recognizer recognizer;
    private final Recognizer.Request request;
    private final FrameRing audio;
    private final Consumer<RecognizerEvent> events;
    private final Time time;
    private Optional<Recognizer.Stream> stream = Optional.empty();
    private Expectation expectation = new Expectation.Anything();
    private OptionalLong reopenAt = OptionalLong.empty();

    Ear(
            Recognizer recognizer,
            Recognizer.Request request,
            FrameRing audio,
            Consumer<RecognizerEvent> events,
            Time time) {
        this.recognizer = recognizer;
        this.request = request;
        this.audio = audio;
        this.events = events;
        this.time = time;
    }

    void start() {
        stream = Optional.of(recognizer.open(request, audio, events));
        stream.get().expect(expectation);
    }

    void expect(Expectation next) {
        if (!next.equals(expectation)) {
            expectation = next;
            stream.ifPresent(s -> s.expect(next));
        }
    }

    void tell(VoiceActivity activity) {
        switch (activity) {
            case VoiceActivity.Started(long onsetTick, long _) ->
                    stream.ifPresent(s -> s.speechStarted(onsetTick));
            case VoiceActivity.Ended(long lastVoicedTick, var _, var _, long _) ->
                    stream.ifPresent(s -> s.speechEnded(lastVoicedTick));
            case VoiceActivity.Sustained _ -> {}
        }
    }

    /// The stream is gone: another is opened in a moment.
    void lost() {
        if (reopenAt.isEmpty()) {
            reopenAt = OptionalLong.of(time.nanos() + REOPEN_AFTER.toNanos());
        }
    }

    OptionalLong deadline() {
        return reopenAt;
    }

    void wake(long now) {
        if (reopenAt.isPresent() && reopenAt.getAsLong() <= now) {
            reopenAt = OptionalLong.empty();
            close();
            start();
        }
    }

    void close() {
        stream.ifPresent(Recognizer.Stream::close);
        stream = Optional.empty();
    }
}
