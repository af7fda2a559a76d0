package tandem.agentloop;

import java.util.List;

/// Receives one reply in pieces, in order: text, then perhaps tool calls, then one outcome (also
/// after tool calls: its memory is what the next step begins with). Confined to the turn's thread.
public interface ModelSink {

    void text(String delta) throws InterruptedException;

    /// The model wants these run, together, and to be asked again with their results.
    void tools(List<ToolCall> calls);

    void done(ModelOutcome outcome);
}
