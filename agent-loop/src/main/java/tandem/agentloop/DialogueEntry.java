package tandem.agentloop;

import tandem.callmodel.PersonalText;
import tandem.callmodel.TurnId;

/// One line of the conversation as it was heard.
public sealed interface DialogueEntry {

    record CallerSaid(TurnId turn, PersonalText text) implements DialogueEntry {}

    /// @param interrupted true when the caller cut it: `text` ends with the last word that was sent
    record AgentSaid(TurnId turn, PersonalText text, boolean interrupted)
            implements DialogueEntry {}
}
