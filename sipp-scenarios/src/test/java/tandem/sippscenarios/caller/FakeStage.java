package tandem.sippscenarios.caller;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tandem.callmodel.time.ManualTime;
import tandem.sippscenarios.rtp.SpeechMeter;
import tandem.sippscenarios.sip.CallEvent;

/// A call made of prerecorded facts: packets with and without speech, words, our own speech.
final class FakeStage implements Stage {

    final ManualTime time = new ManualTime();
    final List<String> done = new ArrayList<>();
    final SpeechMeter meter = new SpeechMeter();
    String words = "";
    boolean understanding;
    Spoken spoken = Spoken.NOTHING;
    @Nullable CallEvent ending;

    FakeStage() {
        time.advance(Duration.ofSeconds(100));
    }

    /// The agent's packets, 50 a second: speech or silence for that long.
    void agent(boolean speech, long millis) {
        for (long i = 0; i < millis; i += 20) {
            time.advance(Duration.ofMillis(20));
            meter.heard(speech ? 3_000 : 0, time.nanos());
        }
    }

    @Override
    public void say(String text) {
        done.add("say " + text);
        spoken = new Spoken(1, spoken.firstVoicedNanos(), spoken.lastVoicedNanos());
    }

    @Override
    public void key(String keys) {
        done.add("key " + keys);
    }

    @Override
    public void hangUp() {
        done.add("hang up");
    }

    @Override
    public SpeechMeter agent() {
        return meter;
    }

    @Override
    public Spoken spoken() {
        return spoken;
    }

    @Override
    public String heardSince(long nanos) {
        return words;
    }

    @Override
    public boolean isUnderstanding() {
        return understanding;
    }

    @Override
    public Optional<CallEvent> ending() {
        return Optional.ofNullable(ending);
    }
}
