package tandem.media.voice;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import tandem.callmodel.audio.VoiceActivity;

/// From frames to events: speech starts after two voiced frames out of three, is as old as the loud
/// frames before them, and ends after the hangover. Confined to the loop.
final class SpeechRun {

    private static final int FRAME = 160;
    private static final int BACKDATED_FRAMES = 4;

    private final Consumer<VoiceActivity> events;
    private final int[] sustainedFrames;
    private final Duration[] sustained;
    private final int hangoverFrames;
    private boolean open;
    private int recent;
    private int loudBefore;
    private int spoken;
    private int told;
    private int sinceVoiced;
    private long lastVoicedTick;
    private long lastVoicedNanos;

    SpeechRun(List<Duration> sustained, Duration hangover, Consumer<VoiceActivity> events) {
        this.events = events;
        this.sustained = sustained.toArray(Duration[]::new);
        sustainedFrames =
                sustained.stream().mapToInt(d -> (int) Math.ceilDiv(d.toMillis(), 20)).toArray();
        hangoverFrames = (int) Math.ceilDiv(hangover.toMillis(), 20);
    }

    boolean isOpen() {
        return open;
    }

    void frame(boolean voiced, boolean loud, long startTick, long nanos) {
        recent = ((recent << 1) | (voiced ? 1 : 0)) & 7;
        if (open) {
            goOn(voiced, loud, startTick, nanos);
        } else if (Integer.bitCount(recent) >= 2 && voiced) {
            open(startTick, nanos);
        }
        loudBefore = loud ? Math.min(loudBefore + 1, BACKDATED_FRAMES) : 0;
    }

    private void open(long startTick, long nanos) {
        open = true;
        spoken = loudBefore + 1;
        told = 0;
        sinceVoiced = 0;
        lastVoicedTick = startTick + FRAME;
        lastVoicedNanos = nanos;
        events.accept(new VoiceActivity.Started(startTick - (long) loudBefore * FRAME, nanos));
        tellSustained(nanos);
    }

    private void goOn(boolean voiced, boolean loud, long startTick, long nanos) {
        if (voiced || loud) {
            spoken++;
            sinceVoiced = 0;
            lastVoicedTick = startTick + FRAME;
            lastVoicedNanos = nanos;
            tellSustained(nanos);
            return;
        }
        sinceVoiced++;
        if (sinceVoiced >= hangoverFrames) {
            open = false;
            Duration voice = Duration.ofMillis(20L * spoken);
            events.accept(new VoiceActivity.Ended(lastVoicedTick, lastVoicedNanos, voice, nanos));
        }
    }

    private void tellSustained(long nanos) {
        while (told < sustainedFrames.length && spoken >= sustainedFrames[told]) {
            events.accept(new VoiceActivity.Sustained(sustained[told], nanos));
            told++;
        }
    }
}
