package tandem.media.voice;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import tandem.callmodel.audio.VoiceActivity;

/// From frames to events.
///
/// Speech starts with the second voiced frame out of three, which no click or breath brings about,
/// and is as old as the loud frames that led up to it, which are the consonants before the vowel.
/// It goes on while frames are voiced, or loud right after or twice in a row, but never long
/// without any voicing; it ends with the hangover. Confined to the loop.
final class SpeechRun {

    private static final int FRAME = 160;
    private static final int FRAME_MILLIS = 20;
    private static final int BACKDATED_FRAMES = 6;
    private static final int BRIDGED_FRAMES = 2;

    /// No consonant is longer than 360 ms.
    private static final int UNVOICED_FRAMES = 18;

    private final Consumer<VoiceActivity> events;
    private final int[] sustainedFrames;
    private final Duration[] sustained;
    private final int hangoverFrames;
    private boolean open;
    private int recent;
    private int loudInARow;
    private int spoken;
    private int told;
    private int sinceSpeech;
    private int sinceVoiced;
    private long lastVoicedNanos;

    SpeechRun(List<Duration> sustained, Duration hangover, Consumer<VoiceActivity> events) {
        this.events = events;
        this.sustained = sustained.toArray(Duration[]::new);
        sustainedFrames =
                sustained.stream()
                        .mapToInt(d -> (int) Math.ceilDiv(d.toMillis(), FRAME_MILLIS))
                        .toArray();
        hangoverFrames = (int) Math.ceilDiv(hangover.toMillis(), FRAME_MILLIS);
    }

    boolean isOpen() {
        return open;
    }

    void frame(boolean voiced, boolean loud, long startTick, long nanos) {
        recent = ((recent << 1) | (voiced ? 1 : 0)) & 7;
        if (open) {
            sinceVoiced = voiced ? 0 : sinceVoiced + 1;
            if (voiced || (loud && goesOnUnvoiced())) {
                goOn(nanos);
            } else {
                fade(startTick, nanos);
            }
        } else if (voiced && Integer.bitCount(recent) >= 2) {
            open(startTick, nanos);
        }
        loudInARow = loud ? loudInARow + 1 : 0;
    }

    private boolean goesOnUnvoiced() {
        return sinceVoiced <= UNVOICED_FRAMES && (sinceSpeech <= BRIDGED_FRAMES || loudInARow > 0);
    }

    private void open(long startTick, long nanos) {
        int before = Math.min(Math.max(loudInARow, 1), BACKDATED_FRAMES);
        open = true;
        spoken = before;
        told = 0;
        sinceVoiced = 0;
        events.accept(new VoiceActivity.Started(startTick - (long) before * FRAME, nanos));
        goOn(nanos);
    }

    private void goOn(long nanos) {
        spoken++;
        sinceSpeech = 0;
        lastVoicedNanos = nanos;
        while (told < sustainedFrames.length && spoken >= sustainedFrames[told]) {
            events.accept(new VoiceActivity.Sustained(sustained[told], nanos));
            told++;
        }
    }

    private void fade(long startTick, long nanos) {
        sinceSpeech++;
        if (sinceSpeech >= hangoverFrames) {
            open = false;
            long lastVoicedTick = startTick + FRAME - (long) sinceSpeech * FRAME;
            Duration voiced = Duration.ofMillis((long) spoken * FRAME_MILLIS);
            events.accept(new VoiceActivity.Ended(lastVoicedTick, lastVoicedNanos, voiced, nanos));
        }
    }
}
