package tandem.agentloop;

import java.util.List;
import java.util.Map;
import tandem.callmodel.PersonalText;
import tandem.callmodel.TurnId;

/// What a conversation reports to its call, for the record and for the call to act on.
public sealed interface ConversationFact {

    /// The agent replies to this.
    record CallerTurn(TurnId turn, PersonalText text, String how) implements ConversationFact {}

    /// The agent's turn is over; `text` is what was sent.
    record AgentTurn(TurnId turn, PersonalText text, boolean interrupted)
            implements ConversationFact {}

    /// The caller spoke over the agent. `outcome` is `interrupted`, `resumed` or `ducked`.
    record BargedIn(TurnId turn, String outcome) implements ConversationFact {}

    /// Where a turn's time went, in milliseconds by stage, from the caller's last voiced packet to
    /// the agent's first: `end_of_turn`, `recognizer`, `model`, `sentence`, `synthesis`, `wire`,
    /// `total`.
    record TurnTimed(TurnId turn, Map<String, Double> milliseconds) implements ConversationFact {
        public TurnTimed {
            milliseconds = Map.copyOf(milliseconds);
        }
    }

    record ToolUsed(
            TurnId turn,
            String tool,
            List<String> argumentNames,
            String outcome,
            double milliseconds)
            implements ConversationFact {
        public ToolUsed {
            argumentNames = List.copyOf(argumentNames);
        }
    }

    /// A provider failed; the conversation goes on.
    record ProviderFailed(String port, String reason) implements ConversationFact {}

    /// The conversation wants the call ended, after its last packet.
    record Finished(String reason) implements ConversationFact {}

    /// The conversation wants a human for the caller.
    record HumanWanted(String reason) implements ConversationFact {}
}
