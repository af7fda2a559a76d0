package tandem.sippscenarios.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import tandem.sippscenarios.bench.BargeInTrial.Stimulus;
import tandem.sippscenarios.caller.FliteVoice;
import tandem.sippscenarios.rtp.Loudness;
import tandem.sippscenarios.rtp.Utterance;

/// What callers do over the agent. Speech is synthetic and clean, noise is drawn from a fixed seed:
/// the same sounds in every run, begun at other moments. Stateless.
final class Sounds {

    static final String SPEECH = "speech";
    static final String NOISE = "noise";
    static final String BACKCHANNEL = "backchannel";
    static final String COUGH = "cough, click";
    static final String ECHO = "echo";
    static final List<String> SETS = List.of(SPEECH, NOISE, BACKCHANNEL, COUGH, ECHO);

    private static final int RATE = 8_000;
    private static final int FRAME = 160;
    private static final double MINUS_20_DB = 0.1;
    private static final int EARLIEST = 30;
    private static final int LATEST = 130;

    private static final List<String> WORDS =
            List.of(
                    "I want to cancel my order.",
                    "Wait, I have another question.",
                    "Where is my table?",
                    "No, that's not what I asked for.",
                    "My order number is four seven one.",
                    "Are you open on Saturday?");
    private static final List<String> BACKCHANNELS = List.of("mm-hm", "okay", "yeah");

    private Sounds() {}

    /// Every sound in several voices, each at a moment of its own.
    ///
    /// @param welcome what the agent says, for echo
    static List<Stimulus> all(short[] welcome, RandomGenerator random)
            throws IOException, InterruptedException {
        List<Stimulus> all = new ArrayList<>();
        RandomGenerator fixed = new SplittableRandom(7);
        double level = 0;
        for (String name : List.of("slt", "awb")) {
            FliteVoice voice = new FliteVoice(name);
            for (String words : WORDS) {
                Utterance said = voice.render(words);
                level = Loudness.rms(said.samples(), 0, said.samples().length);
                all.add(new Stimulus(SPEECH, said, moment(random)));
            }
            for (String words : BACKCHANNELS) {
                all.add(new Stimulus(BACKCHANNEL, voice.render(words), moment(random)));
            }
        }
        for (int n = 0; n < 3; n++) {
            all.add(stimulus(NOISE, noise(white(fixed), level * MINUS_20_DB), random));
            all.add(stimulus(NOISE, noise(pink(fixed), level * MINUS_20_DB), random));
            all.add(stimulus(COUGH, cough(fixed), random));
        }
        all.add(stimulus(COUGH, clicks(), random));
        for (int delay : List.of(4, 8, 15, 25)) {
            all.add(new Stimulus(ECHO, new Utterance("", quieter(welcome)), delay));
        }
        return all;
    }

    private static Stimulus stimulus(String set, short[] samples, RandomGenerator random) {
        return new Stimulus(set, new Utterance("", samples), moment(random));
    }

    private static int moment(RandomGenerator random) {
        return random.nextInt(EARLIEST, LATEST);
    }

    private static double[] white(RandomGenerator random) {
        double[] noise = new double[3 * RATE];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextGaussian();
        }
        return noise;
    }

    /// White noise through poles at octaves: falls by 3 dB an octave, near enough.
    private static double[] pink(RandomGenerator random) {
        double[] noise = white(random);
        double[] state = new double[5];
        for (int i = 0; i < noise.length; i++) {
            double sum = 0.2 * noise[i];
            for (int n = 0; n < state.length; n++) {
                double pole = 1 - 0.8 / Math.pow(4, n);
                state[n] = pole * state[n] + Math.sqrt(1 - pole) * noise[i] * 0.5;
                sum += state[n];
            }
            noise[i] = sum;
        }
        return noise;
    }

    private static short[] noise(double[] shape, double rms) {
        double sum = 0;
        for (double value : shape) {
            sum += value * value;
        }
        double scale = rms / Math.sqrt(sum / shape.length);
        short[] samples = new short[shape.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.clamp(Math.round(shape[i] * scale), -32_768, 32_767);
        }
        return samples;
    }

    /// Two bursts of coloured noise as loud as speech, each dying away within a fifth of a second.
    private static short[] cough(RandomGenerator random) {
        short[] samples = new short[RATE];
        double low = 0;
        for (int i = 0; i < samples.length; i++) {
            double since = (i % (RATE * 2 / 5)) / (double) RATE;
            double envelope = i < RATE * 4 / 5 ? Math.exp(-since * 18) : 0;
            low = 0.6 * low + random.nextGaussian();
            samples[i] = (short) Math.clamp(Math.round(low * envelope * 4_000), -32_768, 32_767);
        }
        return samples;
    }

    /// Five clicks of 2 ms within a second and a half.
    private static short[] clicks() {
        short[] samples = new short[RATE * 3 / 2];
        for (int click = 0; click < 5; click++) {
            for (int i = 0; i < 16; i++) {
                samples[click * RATE * 3 / 10 + i] = (short) (i % 2 == 0 ? 14_000 : -14_000);
            }
        }
        return samples;
    }

    /// The first five seconds of what the agent says, as a line returns it.
    private static short[] quieter(short[] welcome) {
        short[] echo = new short[Math.min(welcome.length, 250 * FRAME)];
        for (int i = 0; i < echo.length; i++) {
            echo[i] = (short) Math.round(welcome[i] * MINUS_20_DB);
        }
        return echo;
    }
}
