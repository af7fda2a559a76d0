package tandem.agentloop.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import tandem.agentloop.Expectation;
import tandem.agentloop.Recognizer;
import tandem.agentloop.RecognizerEvent;
import tandem.callmodel.audio.FrameRing;

/// Hears what the script says, and remembers what it was told.
public final class ScriptedRecognizer implements Recognizer {

    private final List<Expectation> expectations = new ArrayList<>();
    private Consumer<RecognizerEvent> events = event -> {};
    private int opened;
    private int closed;

    public void hears(RecognizerEvent event) {
        events.accept(event);
    }

    public List<Expectation> expectations() {
        return List.copyOf(expectations);
    }

    public int opened() {
        return opened;
    }

    public int closed() {
        return closed;
    }

    @Override
    public Traits traits() {
        return new Traits("scripted", Set.of(), true, true);
    }

    @Override
    public Stream open(Request request, FrameRing audio, Consumer<RecognizerEvent> consumer) {
        opened++;
        events = consumer;
        return new Stream() {
            @Override
            public void expect(Expectation expectation) {
                expectations.add(expectation);
            }

            @Override
            public void speechStarted(long onsetTick) {}

            @Override
            public void speechEnded(long lastVoicedTick) {}

            @Override
            public void close() {
                closed++;
            }
        };
    }

    @Override
    public void close() {}
}
