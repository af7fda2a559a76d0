package tandem.agentloop;

import java.util.Map;
import tandem.callmodel.CallId;

/// One wish of the model's to have a tool run.
///
/// @param id unique within the call
public record ToolCall(CallId call, String id, String tool, Map<String, String> arguments) {

    public ToolCall {
        arguments = Map.copyOf(arguments);
    }

    @Override
    public String toString() {
        return tool + "#" + id + arguments.keySet();
    }
}
