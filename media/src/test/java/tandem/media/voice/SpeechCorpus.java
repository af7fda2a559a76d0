package tandem.media.voice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tandem.media.g711.G711;

/// Telephone speech of the flite voices, made when asked for, with noise of a chosen kind and
/// level, and which of its frames hold speech by the clean signal's energy.
final class SpeechCorpus {

    static final List<String> VOICES = List.of("rms", "awb", "kal", "slt");
    static final List<String> SENTENCES =
            List.of(
                    "Hello, I would like to know the status of my order.",
                    "The number is four two seven one nine.",
                    "What are your opening hours on Saturday?",
                    "No, that is not what I meant, please stop.",
                    "Could you put me through to a human, please?",
                    "Yes, I ordered a new telephone three weeks ago and it has not arrived yet.",
                    "My name is Alice Thompson and I live in Station Street sixteen.",
                    "Thank you very much for your help, goodbye.",
                    "She sells six fresh fish sticks at the church festival.",
                    "Sorry, I did not catch that, can you say it again?",
                    "I want to change the delivery address to my office.",
                    "How much does it cost to send the package back?");

    static final int FRAME = 160;
    private static final int LEAD_FRAMES = 100;
    private static final int TAIL_FRAMES = 60;

    /// Frames quieter than this under the utterance's own speech level hold no speech.
    private static final double SPEECH_RANGE_DECIBELS = 30;

    private static final double LEVEL = 3_000;

    /// One utterance between silences.
    record Utterance(String voice, short[] clean, boolean[] speech, double power) {}

    private final List<Utterance> utterances = new ArrayList<>();

    SpeechCorpus(List<String> voices, List<String> sentences) throws Exception {
        for (String voice : voices) {
            for (String sentence : sentences) {
                utterances.add(utterance(voice, synthesize(voice, sentence)));
            }
        }
    }

    static boolean isAvailable() {
        try {
            return new ProcessBuilder("flite", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    >= 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Utterance> utterances() {
        return utterances;
    }

    /// The utterance over the telephone.
    ///
    /// @param ratioDecibels speech over noise
    static short[] withNoise(Utterance utterance, Noise noise, double ratioDecibels) {
        short[] clean = utterance.clean();
        double[] sound = noise.make(clean.length);
        double power = 0;
        for (double sample : sound) {
            power += sample * sample / sound.length;
        }
        double gain =
                power == 0
                        ? 0
                        : Math.sqrt(utterance.power() / power * Math.pow(10, -ratioDecibels / 10));
        short[] mixed = new short[clean.length];
        for (int n = 0; n < mixed.length; n++) {
            long sample = Math.round(clean[n] + gain * sound[n]);
            short clipped = (short) Math.clamp(sample, Short.MIN_VALUE, Short.MAX_VALUE);
            mixed[n] = G711.MU_LAW.decode(G711.MU_LAW.encode(clipped));
        }
        return mixed;
    }

    private static Utterance utterance(String voice, short[] speech) {
        double sum = 0;
        int count = 0;
        for (int at = 0; at + FRAME <= speech.length; at += FRAME) {
            double power = power(speech, at);
            if (power > 10_000) {
                sum += power;
                count++;
            }
        }
        double gain = LEVEL / Math.sqrt(sum / Math.max(count, 1));
        int frames = speech.length / FRAME;
        short[] clean = new short[(LEAD_FRAMES + frames + TAIL_FRAMES) * FRAME];
        for (int n = 0; n < frames * FRAME; n++) {
            long sample = Math.round(speech[n] * gain);
            clean[LEAD_FRAMES * FRAME + n] =
                    (short) Math.clamp(sample, Short.MIN_VALUE, Short.MAX_VALUE);
        }
        double level = LEVEL * LEVEL;
        double threshold = level * Math.pow(10, -SPEECH_RANGE_DECIBELS / 10);
        boolean[] isSpeech = new boolean[clean.length / FRAME];
        for (int frame = 0; frame < isSpeech.length; frame++) {
            isSpeech[frame] = power(clean, frame * FRAME) > threshold;
        }
        return new Utterance(voice, clean, isSpeech, level);
    }

    private static double power(short[] samples, int from) {
        double sum = 0;
        for (int n = from; n < from + FRAME; n++) {
            sum += (double) samples[n] * samples[n];
        }
        return sum / FRAME;
    }

    private static short[] synthesize(String voice, String sentence) throws Exception {
        Path file = Files.createTempFile("speech", ".wav");
        try {
            Process process =
                    new ProcessBuilder(
                                    "flite", "-voice", voice, "-t", sentence, "-o", file.toString())
                            .redirectErrorStream(true)
                            .start();
            try (InputStream out = process.getInputStream()) {
                out.transferTo(new ByteArrayOutputStream());
            }
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("flite failed");
            }
            return telephone(ByteBuffer.wrap(Files.readAllBytes(file)));
        } finally {
            Files.delete(file);
        }
    }

    /// Samples at 8 kHz of a canonical WAV file at 8 or 16 kHz.
    private static short[] telephone(ByteBuffer wav) {
        wav.order(ByteOrder.LITTLE_ENDIAN);
        int rate = wav.getInt(24);
        short[] samples = new short[(wav.capacity() - 44) / 2];
        for (int n = 0; n < samples.length; n++) {
            samples[n] = wav.getShort(44 + 2 * n);
        }
        return rate == 8_000 ? samples : halve(samples);
    }

    private static short[] halve(short[] wide) {
        double[] taps = new double[47];
        for (int n = 0; n < taps.length; n++) {
            int t = n - taps.length / 2;
            double sinc = t == 0 ? 0.46 : Math.sin(Math.PI * 0.46 * t) / (Math.PI * t);
            taps[n] = sinc * (0.54 + 0.46 * Math.cos(2 * Math.PI * t / taps.length));
        }
        short[] narrow = new short[wide.length / 2];
        for (int out = 0; out < narrow.length; out++) {
            double sum = 0;
            for (int n = 0; n < taps.length; n++) {
                int at = 2 * out + n - taps.length / 2;
                sum += at >= 0 && at < wide.length ? taps[n] * wide[at] : 0;
            }
            narrow[out] = (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return narrow;
    }
}
