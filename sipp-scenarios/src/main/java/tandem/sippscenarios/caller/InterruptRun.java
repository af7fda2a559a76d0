package tandem.sippscenarios.caller;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Lets the agent speak for a while, speaks into its speech, and measures on the wire how long it
/// went on: our first voiced packet to its last with speech.
///
/// Confined to the call's thread.
final class InterruptRun implements StepRun {

    /// The agent counts as speaking when its last packet with speech is this fresh.
    private static final long FRESH_NANOS = 400_000_000L;

    /// Packets that were on their way when our last one left.
    private static final long SETTLE_NANOS = 100_000_000L;

    private enum Phase {
        AWAITING,
        SPEAKING
    }

    private final Step.Interrupt step;
    private final long startedNanos;
    private Phase phase = Phase.AWAITING;

    InterruptRun(Step.Interrupt step, long now) {
        this.step = step;
        this.startedNanos = now;
    }

    @Override
    public Optional<List<GoalResult>> look(Stage stage, long now) {
        if (stage.ending().isPresent()) {
            return missed("the call was over");
        }
        return switch (phase) {
            case AWAITING -> await(stage, now);
            case SPEAKING -> speaking(stage, now);
        };
    }

    private Optional<List<GoalResult>> await(Stage stage, long now) {
        OptionalLong began = stage.agent().firstStartAfter(startedNanos);
        if (began.isEmpty()) {
            return now - startedNanos >= step.within().toNanos()
                    ? missed("the agent said nothing to interrupt")
                    : Optional.empty();
        }
        if (now - began.getAsLong() < step.after().toNanos()) {
            return Optional.empty();
        }
        long last = stage.agent().last().orElse(0);
        if (now - last > FRESH_NANOS) {
            return missed("the agent had finished before it could be interrupted");
        }
        stage.say(step.text());
        phase = Phase.SPEAKING;
        return Optional.empty();
    }

    private Optional<List<GoalResult>> speaking(Stage stage, long now) {
        Stage.Spoken spoken = stage.spoken();
        if (spoken.waiting() > 0
                || now - spoken.lastVoicedNanos() < SETTLE_NANOS
                || stage.isUnderstanding()) {
            return Optional.empty();
        }
        long from = spoken.firstVoicedNanos();
        long to = spoken.lastVoicedNanos();
        OptionalLong last = stage.agent().lastWithin(from, to);
        double stop = last.isPresent() ? (last.getAsLong() - from) / 1e6 : 0;
        boolean reached = stop <= step.silentWithin().toNanos() / 1e6;
        String detail =
                "silent %.0f ms after our first voiced packet (allowed %d ms)"
                        .formatted(stop, step.silentWithin().toMillis());
        List<GoalResult> results = new ArrayList<>();
        heard(stage).ifPresent(results::add);
        results.add(new GoalResult(step.goal(), reached, detail, Map.of("barge_in_stop", stop)));
        return Optional.of(results);
    }

    /// What was to be heard before the interruption.
    private Optional<GoalResult> heard(Stage stage) {
        if (step.heardGoal().isEmpty()) {
            return Optional.empty();
        }
        String heard = stage.heardSince(startedNanos);
        Optional<String> missing = step.heard().missing(heard);
        String detail = missing.map(why -> why + "; understood: " + heard).orElse(heard);
        return Optional.of(new GoalResult(step.heardGoal(), missing.isEmpty(), detail, Map.of()));
    }

    private Optional<List<GoalResult>> missed(String why) {
        List<GoalResult> results = new ArrayList<>();
        if (!step.heardGoal().isEmpty()) {
            results.add(GoalResult.missed(step.heardGoal(), why));
        }
        results.add(GoalResult.missed(step.goal(), why));
        return Optional.of(results);
    }
}
