package tandem.sippscenarios.caller;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tandem.sippscenarios.rtp.Utterance;

/// Speaks with `flite` as a child process per utterance, at telephone rate and loudness. Immutable.
public final class FliteVoice implements Voice {

    private static final List<String> VOICES = List.of("rms", "slt", "awb", "kal", "kal16");
    private static final int SECONDS = 30;

    /// Peak of a rendered utterance: about -9 dB below full scale.
    private static final double PEAK = 11_500;

    /// Low-pass for halving 16 kHz: a windowed sinc at 3.6 kHz.
    private static final int TAPS = 63;

    private static final double CUTOFF = 3_600.0 / 16_000;

    private final String voice;

    /// @throws IllegalArgumentException for a voice that flite does not have
    public FliteVoice(String voice) {
        if (!VOICES.contains(voice)) {
            throw new IllegalArgumentException(
                    "no voice '" + voice + "'; there are " + String.join(", ", VOICES));
        }
        this.voice = voice;
    }

    @Override
    public Utterance render(String text) throws IOException, InterruptedException {
        Path file = Files.createTempFile("tandem-caller", ".wav");
        try {
            run(text, file);
            Wav.Mono wav = Wav.readMono(file);
            short[] samples = wav.hertz() == 16_000 ? halve(wav.samples()) : wav.samples();
            return new Utterance(text, loud(samples));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void run(String text, Path file) throws IOException, InterruptedException {
        Process process;
        try {
            process =
                    new ProcessBuilder("flite", "-voice", voice, "-t", text, "-o", file.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException missing) {
            throw new IOException("cannot run flite (Debian package flite)", missing);
        }
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("flite took longer than " + SECONDS + " s");
        }
        if (process.exitValue() != 0) {
            throw new IOException("flite failed with exit status " + process.exitValue());
        }
    }

    private static short[] halve(short[] source) {
        double[] taps = lowPass();
        short[] half = new short[source.length / 2];
        for (int i = 0; i < half.length; i++) {
            double sum = 0;
            for (int t = 0; t < TAPS; t++) {
                int at = 2 * i + t - TAPS / 2;
                if (at >= 0 && at < source.length) {
                    sum += taps[t] * source[at];
                }
            }
            half[i] = (short) Math.clamp(Math.round(sum), -32_768, 32_767);
        }
        return half;
    }

    private static double[] lowPass() {
        double[] taps = new double[TAPS];
        double sum = 0;
        for (int t = 0; t < TAPS; t++) {
            double x = t - (TAPS - 1) / 2.0;
            double sinc = x == 0 ? 2 * CUTOFF : Math.sin(2 * Math.PI * CUTOFF * x) / (Math.PI * x);
            double hamming = 0.54 - 0.46 * Math.cos(2 * Math.PI * t / (TAPS - 1));
            taps[t] = sinc * hamming;
            sum += taps[t];
        }
        for (int t = 0; t < TAPS; t++) {
            taps[t] /= sum;
        }
        return taps;
    }

    private static short[] loud(short[] samples) {
        int peak = 1;
        for (short sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        short[] scaled = new short[samples.length];
        for (int i = 0; i < samples.length; i++) {
            scaled[i] = (short) Math.round(samples[i] * PEAK / peak);
        }
        return scaled;
    }
}
