package tandem.agentloop;

import java.util.List;
import java.util.Map;

/// What a model remembers between turns beside the dialogue: where it stands in its flow and what
/// it knows.
///
/// A plain map, so that a session store can keep it. Values may be the caller's own words:
/// `toString` masks them.
public record FlowMemory(Map<String, String> values, List<String> stack) {

    public static final FlowMemory EMPTY = new FlowMemory(Map.of(), List.of());

    public FlowMemory {
        values = Map.copyOf(values);
        stack = List.copyOf(stack);
    }

    @Override
    public String toString() {
        return "FlowMemory" + values.keySet() + stack;
    }
}
