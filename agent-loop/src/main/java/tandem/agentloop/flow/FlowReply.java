package tandem.agentloop.flow;

import java.util.List;
import tandem.agentloop.ModelOutcome;
import tandem.agentloop.ToolCall;

/// What the engine decided: words, then perhaps tools to run before it can say more. Immutable.
record FlowReply(String text, List<ToolCall> calls, ModelOutcome outcome) {

    FlowReply {
        calls = List.copyOf(calls);
        if (text.isBlank() && calls.isEmpty()) {
            throw new IllegalArgumentException("a reply of nothing");
        }
    }

    @Override
    public String toString() {
        return "FlowReply " + text.length() + " characters " + calls + " " + outcome.next();
    }
}
