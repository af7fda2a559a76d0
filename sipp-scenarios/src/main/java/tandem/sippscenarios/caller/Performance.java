package tandem.sippscenarios.caller;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Goes through a script's steps, one after the other. A listening that missed its goal and has
/// attempts left is tried again after its `otherwise`.
///
/// Confined to the call's thread.
final class Performance {

    private final Deque<Step> ahead;
    private final Stage stage;
    private final CallShow show;
    private final List<GoalResult> results = new ArrayList<>();
    private @Nullable Step step;
    private @Nullable StepRun run;

    Performance(Script script, Stage stage, CallShow show) {
        this.ahead = new ArrayDeque<>(script.steps());
        this.stage = stage;
        this.show = show;
    }

    /// Looks whether the step under way is done, and begins the next. True when all are done.
    boolean look(long now) {
        while (true) {
            Step current = step;
            StepRun running = run;
            if (current == null || running == null) {
                current = ahead.poll();
                if (current == null) {
                    return true;
                }
                running = begin(current, now);
                step = current;
                run = running;
            }
            Optional<List<GoalResult>> done = running.look(stage, now);
            if (done.isEmpty()) {
                return false;
            }
            conclude(current, done.get());
            step = null;
            run = null;
        }
    }

    List<GoalResult> results() {
        return List.copyOf(results);
    }

    private StepRun begin(Step next, long now) {
        return switch (next) {
            case Step.Listen listen -> new ListenRun(listen, stage, now);
            case Step.Interrupt interrupt -> new InterruptRun(interrupt, now);
            case Step.Say _, Step.Key _, Step.Pause _, Step.HangUp _, Step.AwaitHangUp _ ->
                    new SimpleRun(next, stage, now);
        };
    }

    private void conclude(Step done, List<GoalResult> news) {
        if (done instanceof Step.Listen listen
                && listen.attempts() > 1
                && news.stream().anyMatch(result -> !result.reached())
                && stage.ending().isEmpty()) {
            ahead.push(listen.again());
            for (Step otherwise : listen.otherwise().reversed()) {
                ahead.push(otherwise);
            }
            return;
        }
        for (GoalResult result : news) {
            if (!result.goal().isEmpty()) {
                results.add(result);
                show.goal(result);
            }
        }
    }
}
