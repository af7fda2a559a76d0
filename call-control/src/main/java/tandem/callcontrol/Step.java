package tandem.callcontrol;

import java.util.List;

/// What a state decided: the next state, and what is to be done, in order. Immutable.
record Step(CallState next, List<CallEffect> effects) {

    Step {
        effects = List.copyOf(effects);
    }

    static Step to(CallState next, CallEffect... effects) {
        return new Step(next, List.of(effects));
    }
}
