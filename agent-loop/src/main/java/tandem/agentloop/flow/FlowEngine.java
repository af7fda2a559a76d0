package tandem.agentloop.flow;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tandem.agentloop.CallerInput;
import tandem.agentloop.Expectation;
import tandem.agentloop.LanguageModel;
import tandem.agentloop.ModelOutcome;
import tandem.agentloop.ModelRequest;
import tandem.agentloop.ModelSink;
import tandem.agentloop.ToolCall;
import tandem.agentloop.ToolSpec;
import tandem.callmodel.time.Time;

/// Runs a flow as it stands, without a language model behind it: understands by the flow's own
/// examples, fills slots, has actions confirmed, uses tools, recovers when it did not understand.
///
/// A reply is a pure function of its request and today's date; the same request twice gives the
/// same reply. Immutable, thread-safe, and answers within a millisecond or two.
public final class FlowEngine implements LanguageModel {

    private final Flow flow;
    private final Map<String, ToolSpec> tools = new LinkedHashMap<>();
    private final IntentMatcher matcher;
    private final Time time;
    private final ZoneId zone;

    /// @param tools those that the flow uses
    /// @param zone where "tomorrow" begins at midnight
    public FlowEngine(Flow flow, Collection<ToolSpec> tools, Time time, ZoneId zone) {
        this.flow = flow;
        tools.forEach(spec -> this.tools.put(spec.name(), spec));
        this.matcher = new IntentMatcher(flow);
        this.time = time;
        this.zone = zone;
    }

    @Override
    public String name() {
        return "flow " + flow.name();
    }

    /// How this engine understands text.
    public IntentMatcher matcher() {
        return matcher;
    }

    @Override
    public void reply(ModelRequest request, ModelSink sink) throws InterruptedException {
        FlowReply reply = decide(request);
        String text = reply.text();
        int from = 0;
        while (from < text.length()) {
            int space = text.indexOf(' ', from);
            int to = space < 0 ? text.length() : space + 1;
            sink.text(text.substring(from, to));
            from = to;
        }
        if (!reply.calls().isEmpty()) {
            sink.tools(reply.calls());
        }
        sink.done(reply.outcome());
    }

    /// The whole reply at once.
    FlowReply decide(ModelRequest request) {
        LocalDate today = LocalDate.ofInstant(time.now(), zone);
        FlowTurn turn =
                new FlowTurn(flow, tools, matcher, request.memory(), request.history(), today);
        List<ModelRequest.ToolStep> steps = request.steps();
        int done = doneBefore(turn.notes(), steps);
        if (done == 0) {
            turn.on(request.input());
        }
        FlowTurn last = turn;
        for (int i = Math.max(0, done - 1); i < steps.size(); i++) {
            // The request may hold the memory from before the tools ran: what led to them is
            // decided once more, and its words were said already.
            last =
                    new FlowTurn(
                            flow,
                            tools,
                            matcher,
                            last.notes().toMemory(),
                            request.history(),
                            today);
            last.on(steps.get(i).result());
        }
        return reply(last, request, steps.size());
    }

    /// How many of the steps the memory knows to have been asked for.
    private static int doneBefore(Notes notes, List<ModelRequest.ToolStep> steps) {
        Optional<String> calling = notes.get("calling");
        for (int i = steps.size(); i > 0; i--) {
            if (calling.equals(Optional.of(steps.get(i - 1).call().id()))) {
                return i;
            }
        }
        return 0;
    }

    private FlowReply reply(FlowTurn turn, ModelRequest request, int step) {
        Notes notes = turn.notes();
        Speech speech = turn.speech();
        Optional<ToolCall> call = turn.wanted().map(intent -> call(intent, speech, request, step));
        notes.put("calling", call.map(ToolCall::id).orElse(""));
        if (call.isEmpty() && speech.isEmpty()) {
            speech.say(flow.repair().outOfScope());
        }
        if (!speech.isEmpty() && !(request.input() instanceof CallerInput.StayedSilent)) {
            notes.last(speech.text());
        }
        Expectation expectation = turn.expectation();
        return new FlowReply(
                speech.text(),
                call.stream().toList(),
                new ModelOutcome(notes.toMemory(), expectation, turn.next(), true));
    }

    private static ToolCall call(
            Flow.Intent intent, Speech speech, ModelRequest request, int step) {
        Flow.ToolUse use = intent.tool().orElseThrow();
        Map<String, String> arguments = new LinkedHashMap<>();
        use.arguments().forEach((name, template) -> arguments.put(name, speech.argument(template)));
        // The history grows with every turn, so no two turns of a call share an id.
        String id = "h" + request.history().size() + "-" + (step + 1);
        return new ToolCall(request.call(), id, use.tool(), arguments);
    }
}
