package tandem.sippscenarios.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LoadPlanTest {

    @Test
    void the_same_seed_gives_the_same_calls_and_another_seed_others() {
        LoadPlan plan = LoadPlan.draw(7, 200, 20, Duration.ofSeconds(5));

        assertThat(LoadPlan.draw(7, 200, 20, Duration.ofSeconds(5))).isEqualTo(plan);
        assertThat(LoadPlan.draw(8, 200, 20, Duration.ofSeconds(5))).isNotEqualTo(plan);
    }

    @Test
    void every_pattern_comes_up_and_calls_begin_evenly() {
        LoadPlan plan = LoadPlan.draw(1, 1_000, 50, Duration.ofSeconds(5));

        assertThat(
                        plan.calls().stream()
                                .collect(
                                        Collectors.groupingBy(
                                                LoadPlan.PlannedCall::pattern,
                                                Collectors.counting())))
                .hasSize(CallPattern.values().length)
                .hasEntrySatisfying(CallPattern.TALK, n -> assertThat(n).isBetween(330L, 470L));
        assertThat(plan.calls().get(500).startsAt()).isEqualTo(Duration.ofSeconds(10));
        assertThat(plan.calls()).allMatch(call -> call.length().toMillis() <= 5_000);
    }
}
