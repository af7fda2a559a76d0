package tandem.agentloop.voice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tandem.agentloop.ConversationEvent;
import tandem.agentloop.ConversationFact;
import tandem.agentloop.Tool;
import tandem.agentloop.ToolCall;
import tandem.agentloop.ToolResult;
import tandem.agentloop.ToolSpec;
import tandem.callmodel.TurnId;
import tandem.callmodel.time.Time;

/// Runs tools for one call. What changes the world runs once per key – tool, arguments, and the
/// question that the caller said yes to – and lives in the call's scope: barge-in does not reach
/// it, and asking again is answered with what came of it.
///
/// Results come back as [ConversationEvent.ToolFinished]. Confined to the call's thread.
final class ToolDesk {

    private static final Logger LOG = LoggerFactory.getLogger(ToolDesk.class);

    private final Map<String, Tool> tools = new HashMap<>();
    private final TurnScope callScope;
    private final String callName;
    private final Consumer<ConversationEvent> post;
    private final Consumer<ConversationFact> facts;
    private final Time time;
    private final Map<Key, ToolResult> outcomes = new HashMap<>();
    private final List<Run> running = new ArrayList<>();

    /// What makes two calls the same deed.
    ///
    /// @param confirmed the turn that asked for the caller's yes
    private record Key(String tool, TreeMap<String, String> arguments, Optional<TurnId> confirmed) {

        static Key of(ToolCall call, Optional<TurnId> confirmed) {
            TreeMap<String, String> normalized = new TreeMap<>();
            call.arguments()
                    .forEach((name, value) ->
                            normalized.put(
                                    name,
                                    value.strip()
                                            .replaceAll("\\s+", " ")
                                            .toLowerCase(Locale.ROOT)));
            return new Key(call.tool(), normalized, confirmed);
        }
    }

    /// @param awaiting who wants the result: calls of this and of later turns
    private record Run(
            Key key,
            ToolSpec spec,
            TurnId turn,
            ToolCall call,
            long started,
            Forks.Fork fork,
            List<Asked> awaiting) {}

    private record Asked(TurnId turn, ToolCall call) {}

    ToolDesk(
            List<Tool> tools,
            TurnScope callScope,
            String callName,
            Consumer<ConversationEvent> post,
            Consumer<ConversationFact> facts,
            Time time) {
        tools.forEach(tool -> this.tools.put(tool.spec().name(), tool));
        this.callScope = callScope;
        this.callName = callName;
        this.post = post;
        this.facts = facts;
        this.time = time;
    }

    /// The line that is said when this tool takes long; empty when there is none.
    String filler(ToolCall call) {
        return Optional.ofNullable(tools.get(call.tool())).map(t -> t.spec().filler()).orElse("");
    }

    /// @param confirmed the turn that asked the question which this turn's input answers, when it
    ///   was a yes-no question
    void run(TurnId turn, ToolCall call, TurnScope turnScope, Optional<TurnId> confirmed) {
        Optional<Tool> tool = Optional.ofNullable(tools.get(call.tool()));
        if (tool.isEmpty()) {
            answer(turn, call, new ToolResult.Failed("there is no such tool"), "unknown");
            return;
        }
        ToolSpec spec = tool.get().spec();
        if (spec.needsConfirmation() && confirmed.isEmpty()) {
            answer(turn, call, new ToolResult.Refused("Please confirm that first."), "unconfirmed");
            return;
        }
        Key key = Key.of(call, spec.needsConfirmation() ? confirmed : Optional.empty());
        Optional<Run> same =
                running.stream()
                        .filter(run -> run.key().equals(key) && outlivesTurn(run.spec()))
                        .findFirst();
        if (outcomes.containsKey(key)) {
            answer(turn, call, outcomes.get(key), "duplicate");
        } else if (same.isPresent()) {
            same.get().awaiting().add(new Asked(turn, call));
        } else {
            start(tool.get(), key, turn, call, turnScope);
        }
    }

    private void start(Tool tool, Key key, TurnId turn, ToolCall call, TurnScope turnScope) {
        TurnScope scope =
                tool.spec().onBargeIn() == ToolSpec.OnBargeIn.CANCEL ? turnScope : callScope;
        Forks.Fork fork =
                scope.fork("tool-" + callName + "-" + call.tool(), () -> execute(tool, turn, call));
        List<Asked> awaiting = new ArrayList<>(List.of(new Asked(turn, call)));
        running.add(new Run(key, tool.spec(), turn, call, time.nanos(), fork, awaiting));
    }

    /// On the tool's thread.
    private void execute(Tool tool, TurnId turn, ToolCall call) {
        ToolResult result;
        try {
            result = tool.run(call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result = new ToolResult.Failed("interrupted");
        } catch (RuntimeException e) {
            LOG.error("tool {} is defective", call.tool(), e);
            result = new ToolResult.Failed("defect");
        }
        post.accept(new ConversationEvent.ToolFinished(turn, call, result, time.nanos()));
    }

    /// Takes a result in and returns it as it is to be handed to whoever asked, by turn and call.
    List<ConversationEvent.ToolFinished> finished(ConversationEvent.ToolFinished event) {
        Optional<Run> found =
                running.stream()
                        .filter(r ->
                                r.call().id().equals(event.call().id())
                                        && r.turn().equals(event.turn()))
                        .findFirst();
        if (found.isEmpty()) {
            return List.of(event);
        }
        Run run = found.get();
        running.remove(run);
        boolean mayRunAgain =
                run.spec().idempotent() && event.result() instanceof ToolResult.Failed;
        if (run.spec().sideEffect() && !mayRunAgain) {
            outcomes.put(run.key(), event.result());
        }
        report(run.turn(), run.call(), outcome(event.result()), event.nanos() - run.started());
        return run.awaiting().stream()
                .map(asked ->
                        new ConversationEvent.ToolFinished(
                                asked.turn(), asked.call(), event.result(), event.nanos()))
                .toList();
    }

    OptionalLong deadline() {
        return running.stream()
                .filter(run -> !run.awaiting().isEmpty())
                .mapToLong(run -> run.started() + run.spec().timeout().toNanos())
                .min();
    }

    /// Returns failures for those who have waited long enough. A side effect that was begun goes
    /// on, and its outcome is still kept.
    List<ConversationEvent.ToolFinished> timedOut(long now) {
        List<ConversationEvent.ToolFinished> late = new ArrayList<>();
        for (Run run : List.copyOf(running)) {
            if (run.started() + run.spec().timeout().toNanos() <= now
                    && !run.awaiting().isEmpty()) {
                run.awaiting()
                        .forEach(asked ->
                                late.add(
                                        new ConversationEvent.ToolFinished(
                                                asked.turn(),
                                                asked.call(),
                                                new ToolResult.Failed("took too long"),
                                                now)));
                run.awaiting().clear();
                report(run.turn(), run.call(), "timed_out", now - run.started());
                if (!run.spec().sideEffect()) {
                    running.remove(run);
                    run.fork().cancel();
                }
            }
        }
        return late;
    }

    /// The turn is over: what ran for it alone was cancelled with its scope, the rest goes on.
    void turnOver(TurnId turn) {
        for (Run run : List.copyOf(running)) {
            if (run.turn().equals(turn) && !outlivesTurn(run.spec())) {
                running.remove(run);
                report(turn, run.call(), "cancelled", time.nanos() - run.started());
            }
        }
    }

    private static boolean outlivesTurn(ToolSpec spec) {
        return spec.onBargeIn() != ToolSpec.OnBargeIn.CANCEL;
    }

    private void answer(TurnId turn, ToolCall call, ToolResult result, String outcome) {
        report(turn, call, outcome, 0);
        post.accept(new ConversationEvent.ToolFinished(turn, call, result, time.nanos()));
    }

    private void report(TurnId turn, ToolCall call, String outcome, long nanos) {
        facts.accept(
                new ConversationFact.ToolUsed(
                        turn,
                        call.tool(),
                        call.arguments().keySet().stream().sorted().toList(),
                        outcome,
                        nanos / 1e6));
    }

    private static String outcome(ToolResult result) {
        return switch (result) {
            case ToolResult.Done _ -> "done";
            case ToolResult.NotFound _ -> "not_found";
            case ToolResult.Refused _ -> "refused";
            case ToolResult.Failed _ -> "failed";
        };
    }
}
