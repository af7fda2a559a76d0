package tandem.callcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tandem.callcontrol.EndWatch.Work;

class EndWatchTest {

    private final CallWorld world = new CallWorld();
    private final EndWatch watch = new EndWatch(world.manualTime, new CallMeters(world.registry));

    @Test
    void an_end_that_takes_more_than_five_seconds_is_counted_once() {
        watch.expect(Work.owner(CallWorld.ID));

        world.manualTime.advance(Duration.ofMillis(4_999));
        watch.sweep();
        assertThat(watch.pending()).isEqualTo(1);
        world.manualTime.advance(Duration.ofMillis(1));
        watch.sweep();
        world.manualTime.advance(Duration.ofSeconds(10));
        watch.sweep();

        assertThat(world.count("tandem.calls.end.overdue", "what", "owner")).isEqualTo(1);
    }

    @Test
    void an_end_that_completes_in_time_is_not_counted() {
        watch.expect(Work.owner(CallWorld.ID));
        watch.expect(Work.recording(CallWorld.ID));
        watch.done(Work.owner(CallWorld.ID));

        world.manualTime.advance(Duration.ofSeconds(5));
        watch.sweep();

        assertThat(world.registry.find("tandem.calls.end.overdue").tag("what", "owner").counter())
                .isNull();
        assertThat(world.count("tandem.calls.end.overdue", "what", "recording")).isEqualTo(1);
    }
}
