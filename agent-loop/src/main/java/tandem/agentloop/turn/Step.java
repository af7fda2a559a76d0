package tandem.agentloop.turn;

import java.util.ArrayList;
import java.util.List;

/// Where an event leads, and what has to be done.
public record Step(TurnState next, List<TurnEffect> effects) {

    public Step {
        effects = List.copyOf(effects);
    }

    static Step to(TurnState next, TurnEffect... effects) {
        return new Step(next, List.of(effects));
    }

    /// This step with `effects` done before its own.
    Step after(TurnEffect... first) {
        List<TurnEffect> all = new ArrayList<>(List.of(first));
        all.addAll(effects);
        return new Step(next, all);
    }
}
