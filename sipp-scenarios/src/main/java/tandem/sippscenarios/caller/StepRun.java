package tandem.sippscenarios.caller;

import java.util.List;
import java.util.Optional;

/// A step under way. Confined to the call's thread.
sealed interface StepRun permits ListenRun, InterruptRun, SimpleRun {

    /// Looks at the stage and says what came of the step once it is done; no goal: an empty list.
    Optional<List<GoalResult>> look(Stage stage, long now);
}
