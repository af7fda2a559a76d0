package tandem.agentloop.voice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tandem.agentloop.ModelOutcome;
import tandem.agentloop.ModelRequest;
import tandem.agentloop.ToolCall;
import tandem.agentloop.ToolResult;

/// The tools that one reply has called, step by step: the results of a step go back to the model
/// together.
///
/// Confined to the call's thread.
final class ToolSteps {

    private final List<ModelRequest.ToolStep> done = new ArrayList<>();
    private final Map<String, ToolResult> results = new HashMap<>();
    private List<ToolCall> calls = List.of();
    private Optional<ModelOutcome> outcome = Optional.empty();
    private int count;

    /// @return how many steps there were, with this one
    int begin(List<ToolCall> wanted) {
        List<ToolCall> all = new ArrayList<>(calls);
        all.addAll(wanted);
        calls = List.copyOf(all);
        return ++count;
    }

    boolean isOpen() {
        return !calls.isEmpty();
    }

    boolean everRan() {
        return count > 0;
    }

    /// @return true when that was the last that was waited for
    boolean finished(ToolCall call, ToolResult result) {
        if (calls.stream().noneMatch(c -> c.id().equals(call.id()))) {
            return false;
        }
        return results.put(call.id(), result) == null && allResultsAreIn();
    }

    void modelFinished(ModelOutcome stepOutcome) {
        outcome = Optional.of(stepOutcome);
    }

    /// True when the model can be asked again.
    boolean isReady() {
        return isOpen() && allResultsAreIn() && outcome.isPresent();
    }

    /// Closes the step and returns what it left.
    ModelOutcome close() {
        for (ToolCall call : calls) {
            ToolResult result = results.getOrDefault(call.id(), new ToolResult.Failed("no result"));
            done.add(new ModelRequest.ToolStep(call, result));
        }
        calls = List.of();
        results.clear();
        ModelOutcome left = outcome.orElseThrow();
        outcome = Optional.empty();
        return left;
    }

    List<ModelRequest.ToolStep> done() {
        return List.copyOf(done);
    }

    private boolean allResultsAreIn() {
        return results.size() == calls.stream().map(ToolCall::id).distinct().count();
    }
}
