package tandem.sippscenarios.caller;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One thing the caller does, or waits for.
public sealed interface Step {

    /// Waits until the agent has spoken and is quiet again, and judges what was heard.
    ///
    /// @param goal its name in the report; empty: the step is no goal
    /// @param within the longest wait for the end of the agent's speech
    /// @param quiet the silence that ends the agent's turn
    /// @param answerWithin the longest time from our last voiced packet to the agent's first
    /// @param attempts how often it is tried in all; before each further one `otherwise` is done
    record Listen(
            String goal,
            Expect expect,
            Duration within,
            Duration quiet,
            Optional<Duration> answerWithin,
            int attempts,
            List<Step> otherwise)
            implements Step {
        public Listen {
            otherwise = List.copyOf(otherwise);
            if (attempts < 1 || attempts > 5) {
                throw new IllegalArgumentException("attempts must be 1 to 5, not " + attempts);
            }
        }

        Listen again() {
            return new Listen(goal, expect, within, quiet, answerWithin, attempts - 1, otherwise);
        }
    }

    record Say(String text) implements Step {}

    /// Speaks into the agent's speech `after` it began, and wants it silent.
    ///
    /// @param silentWithin from our first voiced packet to the agent's last with speech
    /// @param heardGoal the name of what was to be heard until then; empty: nothing was
    record Interrupt(
            String goal,
            String text,
            Duration after,
            Duration silentWithin,
            Duration within,
            String heardGoal,
            Expect heard)
            implements Step {}

    record Key(String keys) implements Step {}

    record Pause(Duration length) implements Step {}

    record HangUp() implements Step {}

    record AwaitHangUp(String goal, Duration within) implements Step {}
}
