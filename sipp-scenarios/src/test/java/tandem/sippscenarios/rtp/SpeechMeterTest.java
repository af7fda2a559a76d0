package tandem.sippscenarios.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpeechMeterTest {

    private static final long MILLI = 1_000_000;

    private final SpeechMeter meter = new SpeechMeter();

    @Test
    void pauses_within_words_do_not_part_a_run() {
        speech(0, 400);
        speech(540, 900);

        assertThat(meter.firstStartAfter(100 * MILLI)).isEmpty();
        assertThat(meter.last()).hasValue(900 * MILLI);
    }

    @Test
    void an_answer_is_the_first_run_that_begins_after_the_question() {
        speech(0, 400);
        speech(1_000, 1_400);

        assertThat(meter.firstStartAfter(450 * MILLI)).hasValue(1_000 * MILLI);
    }

    @Test
    void the_last_speech_within_a_span_is_cut_to_the_span() {
        speech(0, 400);
        speech(1_000, 1_400);

        assertThat(meter.lastWithin(200 * MILLI, 900 * MILLI)).hasValue(400 * MILLI);
        assertThat(meter.lastWithin(200 * MILLI, 1_200 * MILLI)).hasValue(1_200 * MILLI);
        assertThat(meter.lastWithin(450 * MILLI, 900 * MILLI)).isEmpty();
    }

    @Test
    void steady_noise_becomes_the_floor() {
        for (long at = 0; at < 40_000; at += 20) {
            meter.heard(300, at * MILLI);
        }

        assertThat(meter.heard(300, 40_020 * MILLI)).isFalse();
        assertThat(meter.heard(2_000, 40_040 * MILLI)).isTrue();
    }

    /// Speech in `[from, to]`, silence up to 100 ms after.
    private void speech(long from, long to) {
        for (long at = from; at <= to; at += 20) {
            meter.heard(2_000, at * MILLI);
        }
        for (long at = to + 20; at < to + 120; at += 20) {
            meter.heard(0, at * MILLI);
        }
    }
}
