package tandem.media.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.callmodel.time.ManualTime;

class CadenceTest {

    private final ManualTime time = new ManualTime();
    private final Cadence cadence = new Cadence(time.nanos());

    @Test
    void a_punctual_loop_serves_each_slot_every_20_ms_for_hours_without_drift() {
        for (long tick = 0; tick < 500_000; tick++) {
            assertThat(cadence.take(time.nanos())).isEqualTo(tick);
            assertThat(cadence.dueNanos(tick)).isEqualTo(time.nanos());
            assertThat(cadence.take(time.nanos())).isEqualTo(-1);
            time.advance(Duration.ofMillis(1));
        }
        assertThat(cadence.skipped()).isZero();
    }

    @Test
    void a_loop_that_is_less_than_a_frame_late_makes_up_for_it() {
        time.advance(Duration.ofMillis(19));
        assertThat(taken()).hasSize(20).startsWith(0L).endsWith(19L);
        assertThat(cadence.skipped()).isZero();
    }

    @Test
    void a_loop_far_behind_serves_each_slot_once_and_leaves_out_the_rest() {
        taken();
        time.advance(Duration.ofMillis(137));
        List<Long> ticks = taken();
        assertThat(ticks).hasSize(20).startsWith(118L).endsWith(137L);
        assertThat(ticks.stream().map(Cadence::slot).distinct()).hasSize(20);
        assertThat(cadence.skipped()).isEqualTo(117);

        time.advance(Duration.ofMillis(1));
        assertThat(taken()).containsExactly(138L);
    }

    private List<Long> taken() {
        List<Long> ticks = new ArrayList<>();
        for (long tick = cadence.take(time.nanos()); tick >= 0; tick = cadence.take(time.nanos())) {
            ticks.add(tick);
        }
        return ticks;
    }
}
