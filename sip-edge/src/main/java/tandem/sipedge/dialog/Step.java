package tandem.sipedge.dialog;

import java.util.List;

/// Where a dialog goes and what is to be done on the way.
public record Step(DialogState next, List<DialogEffect> effects) {

    public Step {
        effects = List.copyOf(effects);
    }

    static Step to(DialogState next, DialogEffect... effects) {
        return new Step(next, List.of(effects));
    }
}
