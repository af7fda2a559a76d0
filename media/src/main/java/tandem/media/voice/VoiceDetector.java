package tandem.media.voice;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import tandem.callmodel.audio.VoiceActivity;
import tandem.media.jitter.LineState;

/// Says when somebody speaks, frame by frame: level over the line's own noise says that something
/// is there, periodicity that it is a voice. Confined to the loop.
public final class VoiceDetector implements LineState {

    /// In dB of 16-bit samples squared: full scale is 90.
    private static final float QUIETEST = 20;

    private static final float QUIETEST_LOW = 20;

    /// Over the floor, in dB.
    private static final float LOUD = 3.5f;

    private static final float LOUD_LOW = 5;

    /// Under the caller's usual level, in dB: what is quieter is no speech of his.
    private static final float RANGE = 33;

    private static final float VOICED = 0.55f;

    /// The first second of a line, whose noise is not known yet.
    private static final int UNACQUAINTED_FRAMES = 50;

    private final SpeechRun run;
    private final NoiseFloor floor = new NoiseFloor(QUIETEST);
    private final NoiseFloor lowFloor = new NoiseFloor(QUIETEST_LOW);
    private final PitchMeter pitch = new PitchMeter();
    private int frames;
    private float speechLevel;
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
        frames = Math.min(frames + 1, UNACQUAINTED_FRAMES);
        float decibels = NoiseFloor.decibels(meanSquare(samples));
        pitch.hear(samples);
        float low = pitch.lowDecibels();
        boolean loud =
                (decibels > floor.decibels() + LOUD || low > lowFloor.decibels() + LOUD_LOW)
                        && decibels > speechLevel - RANGE;
        boolean voiced = loud && pitch.periodicity() > VOICED;
        if (voiced) {
            speechLevel += (decibels - speechLevel) * (decibels > speechLevel ? 0.2f : 0.01f);
        }
        float weight = weight(loud);
        floor.hear(decibels, weight);
        lowFloor.hear(low, weight);
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
        return (int) Math.min(1.7 * Math.pow(10, floor.decibels() / 20), 500);
    }

    /// Of this frame in the noise floor: what is loud, but nobody's voice, may be noise that has
    /// just begun.
    private float weight(boolean loud) {
        if (!loud) {
            return 0.07f;
        }
        if (run.isOpen()) {
            return 0;
        }
        return frames < UNACQUAINTED_FRAMES ? 0.15f : 0.04f;
    }

    private static float meanSquare(short[] samples) {
        long sum = 0;
        for (short sample : samples) {
            sum += sample * sample;
        }
        return (float) sum / samples.length;
    }
}
