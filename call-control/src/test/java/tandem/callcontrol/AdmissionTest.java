package tandem.callcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tandem.callmodel.time.ManualTime;

class AdmissionTest {

    private final ManualTime time = new ManualTime();

    @Test
    void one_call_more_than_there_are_places_is_told_to_come_later() {
        Admission admission = new Admission(SettingsForTests.roomFor(2, 1_000), time);
        admission.enter();
        admission.enter();

        assertThat(admission.enter())
                .contains(
                        Refusal.later(
                                "calls.max-concurrent",
                                "All 2 places are taken.",
                                Duration.ofSeconds(5)));

        admission.leave();
        assertThat(admission.enter()).isEmpty();
    }

    @Test
    void a_burst_of_one_second_is_taken_and_then_the_rate() {
        Admission admission = new Admission(SettingsForTests.roomFor(1_000, 10), time);

        assertThat(admittedOf(admission, 30)).isEqualTo(10);
        time.advance(Duration.ofMillis(100));
        assertThat(admittedOf(admission, 30)).isEqualTo(1);
        time.advance(Duration.ofSeconds(60));
        assertThat(admittedOf(admission, 30)).isEqualTo(10);
        assertThat(rule(admission.enter())).isEqualTo("calls.max-per-second");
    }

    @Test
    void a_refused_call_takes_no_place() {
        Admission admission = new Admission(SettingsForTests.roomFor(100, 1), time);

        admittedOf(admission, 30);

        assertThat(admission.active()).isEqualTo(1);
    }

    @Test
    void a_draining_server_takes_nobody_and_is_idle_when_the_last_has_left() {
        Admission admission = new Admission(SettingsForTests.roomFor(10, 10), time);
        admission.enter();

        CompletableFuture<Void> idle = admission.drain();

        assertThat(rule(admission.enter())).isEqualTo("calls.draining");
        assertThat(idle).isNotDone();
        admission.leave();
        assertThat(idle).isDone();
    }

    @Test
    void a_server_without_calls_is_idle_at_once() {
        assertThat(new Admission(SettingsForTests.roomFor(10, 10), time).drain()).isDone();
    }

    private static String rule(Optional<Refusal> refusal) {
        return refusal.orElseThrow().rule();
    }

    private static int admittedOf(Admission admission, int offered) {
        int admitted = 0;
        for (int i = 0; i < offered; i++) {
            if (admission.enter().isEmpty()) {
                admitted++;
            }
        }
        return admitted;
    }
}
