package tandem.sippscenarios.caller;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tandem.sippscenarios.sip.CallEvent;

/// The steps that judge no words: their start does what they do, then they wait for its end.
/// Confined to the call's thread.
final class SimpleRun implements StepRun {

    private final Step step;
    private final long startedNanos;

    SimpleRun(Step step, Stage stage, long now) {
        this.step = step;
        this.startedNanos = now;
        switch (step) {
            case Step.Say(String text) -> stage.say(text);
            case Step.Key(String keys) -> stage.key(keys);
            case Step.HangUp() -> stage.hangUp();
            case Step.Pause _, Step.AwaitHangUp _, Step.Listen _, Step.Interrupt _ -> {}
        }
    }

    @Override
    public Optional<List<GoalResult>> look(Stage stage, long now) {
        boolean over = stage.ending().isPresent();
        boolean done =
                switch (step) {
                    case Step.Say _, Step.Key _ -> stage.spoken().waiting() == 0 || over;
                    case Step.Pause(var length) -> now - startedNanos >= length.toNanos() || over;
                    case Step.HangUp() -> over;
                    case Step.AwaitHangUp(var _, var within) ->
                            over || now - startedNanos >= within.toNanos();
                    case Step.Listen _, Step.Interrupt _ -> true;
                };
        return done ? Optional.of(results(stage)) : Optional.empty();
    }

    private List<GoalResult> results(Stage stage) {
        if (!(step instanceof Step.AwaitHangUp(String goal, var within))) {
            return List.of();
        }
        boolean byAgent =
                stage.ending().orElse(null) instanceof CallEvent.Ended ended
                        && ended.by() == CallEvent.By.FAR_END;
        String detail =
                byAgent
                        ? "the agent hung up"
                        : "the agent did not hang up within " + within.toSeconds() + " s";
        return List.of(new GoalResult(goal, byAgent, detail, Map.of()));
    }
}
