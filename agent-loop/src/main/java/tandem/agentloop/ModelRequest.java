package tandem.agentloop;

import java.util.List;
import tandem.callmodel.CallId;
import tandem.callmodel.Language;

/// Everything a reply depends on.
///
/// @param input what the caller did last
/// @param history the dialogue before it, as heard
/// @param memory what the last reply left that the caller heard; with `steps`: what the outcome of
///   the step left that called them
/// @param steps tool calls of this very turn with their outcomes, oldest first
public record ModelRequest(
        CallId call,
        Language language,
        CallerInput input,
        List<DialogueEntry> history,
        FlowMemory memory,
        List<ToolStep> steps) {

    public ModelRequest {
        history = List.copyOf(history);
        steps = List.copyOf(steps);
    }

    /// One tool call and what came of it.
    public record ToolStep(ToolCall call, ToolResult result) {}
}
