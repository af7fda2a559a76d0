package tandem.agentloop.flow;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tandem.agentloop.CallerInput;
import tandem.agentloop.DialogueEntry;
import tandem.agentloop.FlowMemory;
import tandem.agentloop.Hypothesis;
import tandem.agentloop.ModelRequest;
import tandem.agentloop.ToolCall;
import tandem.agentloop.ToolResult;
import tandem.callmodel.CallId;
import tandem.callmodel.Language;
import tandem.callmodel.PersonalText;
import tandem.callmodel.TurnId;
import tandem.callmodel.time.ManualTime;

/// Plays a call against the engine, keeping memory and history as the conversation does: every
/// reply is heard to its end unless [#cutOff] says otherwise. It is Monday, 2 March 2026.
final class ScriptedCall {

    private final FlowEngine engine;
    private final Function<ToolCall, ToolResult> tools;
    private final List<DialogueEntry> history = new ArrayList<>();
    private final List<ToolCall> calls = new ArrayList<>();
    private FlowMemory memory = FlowMemory.EMPTY;
    private int turns;

    ScriptedCall(FlowEngine engine, Function<ToolCall, ToolResult> tools) {
        this.engine = engine;
        this.tools = tools;
    }

    static FlowEngine engine(Flow flow) {
        return new FlowEngine(flow, SupportTools.specs(), new ManualTime(), ZoneOffset.UTC);
    }

    FlowReply says(String text) {
        return on(
                new CallerInput.Spoke(List.of(new Hypothesis(text, Hypothesis.Source.OPEN, 0.9))));
    }

    FlowReply says(String grammar, String statistical) {
        return on(
                new CallerInput.Spoke(
                        List.of(
                                new Hypothesis(grammar, Hypothesis.Source.GRAMMAR, 1),
                                new Hypothesis(statistical, Hypothesis.Source.STATISTICAL, 0.7))));
    }

    /// The reply after all its tools; its text is everything that is said.
    FlowReply on(CallerInput input) {
        List<ModelRequest.ToolStep> steps = new ArrayList<>();
        List<String> said = new ArrayList<>();
        while (true) {
            FlowReply reply = engine.decide(request(input, steps));
            memory = reply.outcome().memory();
            if (!reply.text().isEmpty()) {
                said.add(reply.text());
            }
            if (reply.calls().isEmpty()) {
                String text = String.join(" ", said);
                remember(input, text);
                return new FlowReply(text, List.of(), reply.outcome());
            }
            if (steps.size() == 5) {
                throw new AssertionError("more than five tool steps in one turn");
            }
            for (ToolCall call : reply.calls()) {
                calls.add(call);
                steps.add(new ModelRequest.ToolStep(call, tools.apply(call)));
            }
        }
    }

    private ModelRequest request(CallerInput input, List<ModelRequest.ToolStep> steps) {
        return new ModelRequest(
                new CallId("test"), Language.ENGLISH, input, history, memory, steps);
    }

    private void remember(CallerInput input, String said) {
        TurnId turn = new TurnId(turns++);
        if (input instanceof CallerInput.Spoke spoke) {
            history.add(new DialogueEntry.CallerSaid(turn, new PersonalText(spoke.text())));
        }
        history.add(new DialogueEntry.AgentSaid(turn, new PersonalText(said), false));
    }

    /// The last reply was interrupted.
    void cutOff() {
        DialogueEntry.AgentSaid said = (DialogueEntry.AgentSaid) history.removeLast();
        history.add(new DialogueEntry.AgentSaid(said.turn(), said.text(), true));
    }

    FlowMemory memory() {
        return memory;
    }

    List<ToolCall> calls() {
        return calls;
    }

    List<DialogueEntry> history() {
        return history;
    }

    FlowEngine engine() {
        return engine;
    }
}
