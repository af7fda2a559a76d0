package tandem.agentloop;

import java.util.Map;

/// What came of a tool call.
public sealed interface ToolResult {

    /// It ran. `values` are for the answer, by name.
    record Done(Map<String, String> values) implements ToolResult {
        public Done {
            values = Map.copyOf(values);
        }

        @Override
        public String toString() {
            return "Done" + values.keySet();
        }
    }

    /// It ran, and there is nothing of that kind.
    record NotFound() implements ToolResult {}

    /// The arguments do not fit; `sentence` says what to ask for.
    record Refused(String sentence) implements ToolResult {}

    /// It did not work, or took too long.
    record Failed(String reason) implements ToolResult {}
}
