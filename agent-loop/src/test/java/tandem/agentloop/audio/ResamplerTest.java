package tandem.agentloop.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.callmodel.audio.SampleRate;

class ResamplerTest {

    @ParameterizedTest
    @CsvSource({
        "16000,8000",
        "22050,8000",
        "8000,16000",
        "22050,16000",
        "24000,8000",
        "8000,48000"
    })
    void the_telephone_band_passes_unchanged(int from, int to) {
        for (double hertz : new double[] {100, 440, 1_000, 2_000, 3_000, 3_400}) {
            short[] out = resample(sine(from, hertz, from), from, to);
            assertThat(out).hasSize(to);
            assertThat(gain(out, to, hertz)).as(hertz + " Hz").isBetween(-0.1, 0.1);
        }
    }

    @ParameterizedTest
    @CsvSource({"16000,8000", "22050,8000", "24000,8000"})
    void what_lies_above_the_new_band_does_not_fold_back(int from, int to) {
        for (double hertz : new double[] {4_050, 4_400, 5_000, 6_500, 7_800}) {
            short[] out = resample(sine(from, hertz, from), from, to);
            double folded = Math.abs(to - hertz);
            assertThat(gain(out, to, folded)).as(hertz + " Hz").isLessThan(-70);
            assertThat(CollectedAudio.level(out, 400, out.length - 400)).isLessThan(5);
        }
    }

    @Test
    void doubling_the_rate_leaves_no_image() {
        short[] out = resample(sine(8_000, 1_000, 8_000), 8_000, 16_000);
        assertThat(gain(out, 16_000, 7_000)).isLessThan(-70);
    }

    @Test
    void nothing_is_shifted_in_time() {
        short[] in = new short[16_000];
        in[8_000] = 30_000;
        short[] out = resample(in, 16_000, 8_000);
        int peak = 0;
        for (int i = 0; i < out.length; i++) {
            peak = Math.abs(out[i]) > Math.abs(out[peak]) ? i : peak;
        }
        assertThat(peak).isEqualTo(4_000);
    }

    @Test
    void how_the_input_was_cut_makes_no_difference() {
        Random random = new Random(3);
        short[] in = new short[10_007];
        for (int i = 0; i < in.length; i++) {
            in[i] = (short) random.nextInt(-20_000, 20_000);
        }
        short[] whole = resample(in, 22_050, 8_000);
        assertThat(whole).hasSize((int) Math.ceil(10_007 * 8_000 / 22_050.0));
        Resampler pieces =
                new Resampling(new SampleRate(22_050), new SampleRate(8_000)).newResampler();
        short[] joined = new short[0];
        for (int from = 0; from < in.length; ) {
            int length = Math.min(in.length - from, random.nextInt(700));
            joined = join(joined, pieces.process(in, from, length));
            from += length;
        }
        assertThat(join(joined, pieces.finish())).isEqualTo(whole);
    }

    @Test
    void loud_audio_is_limited_and_not_wrapped() {
        short[] in = new short[16_000];
        for (int i = 0; i < in.length; i++) {
            in[i] = i / 40 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
        short[] out = resample(in, 16_000, 8_000);
        for (int i = 100; i < out.length - 100; i++) {
            boolean high = i / 20 % 2 == 0;
            boolean edge = i % 20 < 3 || i % 20 > 16;
            assertThat(edge || (high ? out[i] > 25_000 : out[i] < -25_000)).isTrue();
        }
    }

    private static short[] resample(short[] in, int from, int to) {
        Resampler resampler =
                new Resampling(new SampleRate(from), new SampleRate(to)).newResampler();
        return join(resampler.process(in, 0, in.length), resampler.finish());
    }

    private static short[] join(short[] a, short[] b) {
        short[] joined = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, joined, a.length, b.length);
        return joined;
    }

    private static short[] sine(int rate, double hertz, int length) {
        short[] samples = new short[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (short) Math.round(10_000 * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return samples;
    }

    /// Decibels over the 10,000 of [#sine].
    private static double gain(short[] samples, int rate, double hertz) {
        return 20 * Math.log10(CollectedAudio.amplitude(samples, rate, hertz) / 10_000);
    }
}
