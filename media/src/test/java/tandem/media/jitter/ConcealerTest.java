package tandem.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConcealerTest {

    private final Concealer concealer = new Concealer();

    @Test
    void a_voiced_sound_goes_on_in_phase_fades_and_ends() {
        short[] sound = tone(0, 800);
        concealer.heard(sound, 0, 800);
        short[] made = new short[640];
        concealer.make(made, 0, 640, 0);
        short[] truth = tone(800, 640);
        for (int n = 0; n < 80; n++) {
            assertThat(Math.abs(made[n] - truth[n])).as("sample %d", n).isLessThan(1_500);
        }
        assertThat(peak(made, 0, 80)).isGreaterThan(peak(made, 160, 240));
        assertThat(peak(made, 160, 240)).isGreaterThan(peak(made, 320, 400));
        assertThat(peak(made, 480, 640)).isZero();
    }

    @Test
    void after_the_fade_there_is_noise_of_the_lines_level() {
        concealer.heard(tone(0, 800), 0, 800);
        short[] made = new short[2_000];
        concealer.make(made, 0, 2_000, 40);
        assertThat(peak(made, 480, 2_000)).isBetween(30, 40);
    }

    @Test
    void real_audio_after_a_gap_is_blended_in_without_a_step() {
        concealer.heard(tone(0, 800), 0, 800);
        short[] made = new short[160];
        concealer.make(made, 0, 160, 0);
        short[] next = tone(1_030, 160);
        concealer.heard(next, 0, 160);
        assertThat(Math.abs(next[0] - made[159])).isLessThan(3_000);
        short[] truth = tone(1_030, 160);
        for (int n = 32; n < 160; n++) {
            assertThat(next[n]).isEqualTo(truth[n]);
        }
    }

    @Test
    void nothing_is_repeated_of_a_stream_that_was_forgotten() {
        concealer.heard(tone(0, 800), 0, 800);
        concealer.forget();
        short[] made = new short[160];
        concealer.make(made, 0, 160, 0);
        assertThat(peak(made, 0, 160)).isZero();
        short[] next = tone(5, 160);
        concealer.heard(next, 0, 160);
        assertThat(next).isEqualTo(tone(5, 160));
    }

    private static int peak(short[] samples, int from, int to) {
        int peak = 0;
        for (int n = from; n < to; n++) {
            peak = Math.max(peak, Math.abs(samples[n]));
        }
        return peak;
    }

    /// 100 Hz with an overtone.
    private static short[] tone(int from, int length) {
        short[] samples = new short[length];
        for (int n = 0; n < length; n++) {
            double phase = 2 * Math.PI * 100 * (from + n) / 8_000;
            samples[n] = (short) (6_000 * Math.sin(phase) + 3_000 * Math.sin(3 * phase));
        }
        return samples;
    }
}
