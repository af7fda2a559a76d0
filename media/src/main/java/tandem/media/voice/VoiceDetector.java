package tandem.media.voice;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import tandem.callmodel.audio.VoiceActivity;
import tandem.media.jitter.LineState;

/// Says when somebody speaks, frame by frame: energy over the line's own noise says that something
/// is there, periodicity that it is a voice. Confined to the loop.
public final class VoiceDetector implements LineState {

    private final SpeechRun run;
    private final NoiseFloor floor = new NoiseFloor();
    private final PitchMeter pitch = new PitchMeter();
    private boolean speech;

    public VoiceDetector(
            List<Duration> sustained, Duration hangover, Consumer<VoiceActivity> events) {
        run = new SpeechRun(sustained, hangover, events);
    }

    /// Takes 20 ms of heard audio.
    public void frame(short[] samples, long startTick, boolean concealed, long nanos) {
        if (concealed) {
            speech = false;
            run.frame(false, false, startTick, nanos);
            return;
        }
        long sum = 0;
        for (short sample : samples) {
            sum += sample * sample;
        }
        float decibels = NoiseFloor.decibels((float) sum / samples.length);
        pitch.hear(samples);
        float above = decibels - floor.decibels();
        boolean loud = above > 6;
        boolean voiced = loud && pitch.periodicity() > 0.6f;
        floor.hear(decibels, voiced || run.isOpen());
        speech = loud;
        run.frame(voiced, loud, startTick, nanos);
    }

    /// Whether the last frame was taken for speech.
    public boolean isSpeech() {
        return speech;
    }

    @Override
    public boolean isQuiet() {
        return !speech && !run.isOpen();
    }

    @Override
    public int noisePeak() {
        return floor.peak();
    }
}
