package tandem.agentloop.provider.pocketsphinx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// A synthetic caller on a telephone line: a sentence spoken by a flite voice, at 8 kHz, through
/// G.711 mu-law, with a faint line noise. Spoken sentences are kept under `target/speech`.
final class FliteVoice {

    /// Silence before and after the words.
    static final int LEAD = 8_000 * 4 / 10;

    static final int TRAIL = 8_000 * 3 / 10;

    private static final Path CACHE = Path.of("target/speech");

    private final String name;

    /// @param name `rms`, `awb`, `kal16` or `slt`
    FliteVoice(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /// What the other end of the line hears: silence, the sentence, silence.
    short[] overTelephone(String sentence) {
        return overTelephone(sentence, Noise.LINE, 0);
    }

    /// @param decibels of speech over `noise`
    short[] overTelephone(String sentence, Noise noise, double decibels) {
        short[] spoken = spoken(sentence);
        int peak = 1;
        for (short sample : spoken) {
            peak = Math.max(peak, Math.abs(sample));
        }
        double gain = 0.35 * 32_767 / peak;
        double[] line = new double[LEAD + spoken.length + TRAIL];
        double energy = 0;
        for (int n = 0; n < spoken.length; n++) {
            line[LEAD + n] = spoken[n] * gain;
            energy += line[LEAD + n] * line[LEAD + n];
        }
        double loudness = Math.sqrt(energy / Math.max(1, spoken.length));
        noise.add(line, loudness, decibels, new SplittableRandom(sentence.hashCode()));
        short[] heard = new short[line.length];
        for (int n = 0; n < line.length; n++) {
            heard[n] = muLaw(line[n]);
        }
        return heard;
    }

    enum Noise {
        LINE,
        WHITE,
        PINK;

        void add(double[] line, double loudness, double decibels, RandomGenerator random) {
            double[] noise = new double[line.length];
            double slow = 0;
            double middle = 0;
            double fast = 0;
            double energy = 0;
            for (int n = 0; n < noise.length; n++) {
                double white = random.nextGaussian();
                if (this == PINK) {
                    // Paul Kellet's economical filter: -3 dB per octave.
                    slow = 0.99765 * slow + white * 0.0990460;
                    middle = 0.96300 * middle + white * 0.2965164;
                    fast = 0.57000 * fast + white * 1.0526913;
                    white = slow + middle + fast + white * 0.1848;
                }
                noise[n] = white;
                energy += white * white;
            }
            double wanted = this == LINE ? 4 : loudness / Math.pow(10, decibels / 20);
            double gain = wanted / Math.sqrt(energy / noise.length);
            for (int n = 0; n < noise.length; n++) {
                line[n] += gain * noise[n];
            }
        }
    }

    /// 16-bit samples at 8 kHz, as flite speaks them.
    private short[] spoken(String sentence) {
        Path cached =
                CACHE.resolve(
                        name + "-" + HexFormat.of().toHexDigits(sentence.hashCode()) + ".raw");
        try {
            if (!Files.exists(cached)) {
                Files.createDirectories(CACHE);
                synthesize(sentence, cached);
            }
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(cached));
            short[] samples = new short[bytes.remaining() / 2];
            bytes.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
            return samples;
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException("flite could not speak", failed);
        }
    }

    private void synthesize(String sentence, Path into) throws IOException, InterruptedException {
        Path wave = Files.createTempFile(CACHE, "flite", ".wav");
        Process flite =
                new ProcessBuilder("flite", "-voice", name, "-t", sentence, "-o", wave.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (flite.waitFor() != 0) {
            throw new IOException("flite ended with " + flite.exitValue());
        }
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(wave)).order(ByteOrder.LITTLE_ENDIAN);
        Files.delete(wave);
        int rate = file.getInt(24);
        if (rate != 16_000) {
            throw new IOException(name + " speaks at " + rate + " Hz");
        }
        short[] wide = new short[(file.capacity() - 44) / 2];
        file.position(44).slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(wide);
        short[] narrow = halved(wide);
        ByteBuffer raw = ByteBuffer.allocate(2 * narrow.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asShortBuffer().put(narrow);
        Path whole = Files.createTempFile(CACHE, "flite", ".raw");
        Files.write(whole, raw.array());
        Files.move(whole, into, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Half the rate, through a 63-tap low-pass at 3.7 kHz.
    private static short[] halved(short[] wide) {
        int taps = 63;
        double[] filter = new double[taps];
        double sum = 0;
        for (int n = 0; n < taps; n++) {
            double x = n - taps / 2;
            double cut = 2 * 3_700.0 / 16_000;
            double sinc = x == 0 ? cut : Math.sin(Math.PI * cut * x) / (Math.PI * x);
            filter[n] = sinc * (0.54 + 0.46 * Math.cos(2 * Math.PI * x / taps));
            sum += filter[n];
        }
        short[] narrow = new short[wide.length / 2];
        for (int n = 0; n < narrow.length; n++) {
            double value = 0;
            for (int tap = 0; tap < taps; tap++) {
                int at = 2 * n + tap - taps / 2;
                value += at >= 0 && at < wide.length ? filter[tap] / sum * wide[at] : 0;
            }
            narrow[n] = (short) Math.clamp(Math.round(value), -32_768, 32_767);
        }
        return narrow;
    }

    /// There and back through G.711 mu-law.
    private static short muLaw(double value) {
        int sample = (int) Math.clamp(value, -32_635, 32_635);
        int magnitude = Math.abs(sample) + 132;
        int exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
        int mantissa = magnitude >> (exponent + 3) & 15;
        int decoded = ((mantissa << 3) + 132 << exponent) - 132;
        return (short) (sample < 0 ? -decoded : decoded);
    }
}
