package tandem.agentloop;

/// Something the agent can do beside talking. Thread-safe.
public interface Tool {

    ToolSpec spec();

    /// Does it, on a thread of its own. An interrupt asks it to stop where it safely can.
    ToolResult run(ToolCall call) throws InterruptedException;
}
