package tandem.sippscenarios.caller;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Waits for the end of the agent's turn and judges its words. What was missed may still come after
/// a pause, as when the agent looks something up, so a miss is declared only after a longer
/// silence.
///
/// Confined to the call's thread.
final class ListenRun implements StepRun {

    private static final long STILL_SPEAKING_NANOS = 200_000_000L;
    private static final Duration SETTLED = Duration.ofMillis(2_500);

    private final Step.Listen step;
    private final long startedNanos;
    private final long askedNanos;

    ListenRun(Step.Listen step, Stage stage, long now) {
        this.step = step;
        this.startedNanos = now;
        this.askedNanos = stage.spoken().lastVoicedNanos();
    }

    @Override
    public Optional<List<GoalResult>> look(Stage stage, long now) {
        boolean over = stage.ending().isPresent();
        boolean late = now - startedNanos >= step.within().toNanos();
        OptionalLong last = stage.agent().lastWithin(startedNanos, now);
        if (last.isEmpty()) {
            return over || late
                    ? Optional.of(List.of(missed(over, "the agent said nothing")))
                    : Optional.empty();
        }
        if (stage.isUnderstanding() && !late) {
            return Optional.empty();
        }
        long quiet = now - last.getAsLong();
        if (quiet < step.quiet().toNanos() && !over && !late) {
            return Optional.empty();
        }
        String heard = stage.heardSince(startedNanos);
        Optional<String> missing = step.expect().missing(heard);
        if (missing.isPresent() && quiet < SETTLED.toNanos() && !over && !late) {
            return Optional.empty();
        }
        return Optional.of(List.of(judge(missing, heard, response(stage))));
    }

    /// When the agent answered us; nothing when it spoke already as we ended.
    private OptionalLong response(Stage stage) {
        boolean spoke =
                stage.agent().lastWithin(askedNanos - STILL_SPEAKING_NANOS, askedNanos).isPresent();
        return askedNanos == 0 || spoke
                ? OptionalLong.empty()
                : stage.agent().firstStartAfter(askedNanos);
    }

    private GoalResult judge(Optional<String> missing, String heard, OptionalLong response) {
        Map<String, Double> figures = new HashMap<>();
        Optional<String> problem = missing;
        if (response.isPresent()) {
            double millis = (response.getAsLong() - askedNanos) / 1e6;
            figures.put("response", millis);
            double allowed = step.answerWithin().map(limit -> limit.toNanos() / 1e6).orElse(1e9);
            if (problem.isEmpty() && millis > allowed) {
                problem = Optional.of("the answer took %.0f ms".formatted(millis));
            }
        }
        String detail = problem.map(why -> why + "; understood: " + heard).orElse(heard);
        return new GoalResult(step.goal(), problem.isEmpty(), detail, figures);
    }

    private GoalResult missed(boolean over, String why) {
        return GoalResult.missed(step.goal(), over ? "the call was over" : why);
    }
}
