package tandem.agentloop.voice;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import tandem.agentloop.ConversationEvent;
import tandem.agentloop.FlowMemory;
import tandem.agentloop.ModelOutcome;
import tandem.agentloop.ModelRequest;
import tandem.agentloop.ToolCall;
import tandem.agentloop.turn.Ending;
import tandem.agentloop.turn.TurnEvent;
import tandem.agentloop.turn.TurnSettings;
import tandem.callmodel.TurnId;
import tandem.callmodel.time.Time;

/// One reply in the making: model steps, the tools they call, and the speech that comes of them.
///
/// Confined to the call's thread; its forks live in its scope and come back as events.
final class Reply {

    private final TurnId turn;
    private final Surroundings around;
    private final ReplySpeech speech;
    private final TurnClock clock;
    private final Courtesy courtesy;
    private final ToolSteps steps = new ToolSteps();
    private Optional<Forks.Fork> asking = Optional.empty();
    private OptionalLong stallAt = OptionalLong.empty();
    private Optional<ModelOutcome> outcome = Optional.empty();
    private boolean modelOver;
    private boolean said;
    private boolean sounded;
    private boolean toldSpoken;

    /// What a reply works with and reports to.
    ///
    /// @param confirmed the turn whose yes-no question this reply's input answers
    record Surroundings(
            TurnScope scope,
            Asking model,
            ToolDesk tools,
            Optional<TurnId> confirmed,
            String apology,
            TurnSettings settings,
            Time time,
            Report report) {}

    /// Asks the model, on a fork of the scope.
    interface Asking {
        Forks.Fork ask(TurnScope scope, List<ModelRequest.ToolStep> steps, FlowMemory memory);
    }

    /// What its owner learns from it.
    interface Report {

        void tell(TurnEvent event);

        /// What the model remembers counts from now on.
        void remember(FlowMemory memory);

        void failed(String port, String reason);
    }

    Reply(
            TurnId turn,
            Surroundings around,
            ReplySpeech speech,
            TurnClock clock,
            Courtesy courtesy) {
        this.turn = turn;
        this.around = around;
        this.speech = speech;
        this.clock = clock;
        this.courtesy = courtesy;
    }

    TurnId turn() {
        return turn;
    }

    ReplySpeech speech() {
        return speech;
    }

    TurnClock clock() {
        return clock;
    }

    /// Asks the model.
    void start(FlowMemory memory) {
        asking = Optional.of(around.model().ask(around.scope(), steps.done(), memory));
        stallAt = OptionalLong.of(now() + around.settings().waits().modelStall().toNanos());
    }

    /// Speaks `text` and nothing else.
    void recite(String text) {
        modelOver = true;
        courtesy.spared();
        finishWith(text);
    }

    /// The model failed, and nothing more comes of it.
    void apologize() {
        finishWith(around.apology());
    }

    void modelBegan(long nanos) {
        if (!modelOver) {
            clock.modelBegan(nanos);
            stallAt = OptionalLong.of(nanos + around.settings().waits().modelStall().toNanos());
        }
    }

    void modelSpoke(String piece, long nanos) {
        if (!modelOver) {
            modelBegan(nanos);
            clock.piece(nanos);
            courtesy.spared();
            said = true;
            speech.say(piece);
        }
    }

    void modelCalledTools(List<ToolCall> calls, long nanos) {
        if (modelOver) {
            return;
        }
        if (steps.begin(calls) > around.settings().limits().toolSteps()) {
            fail("model", "more tool steps than one reply may take");
            return;
        }
        clock.toolsBegan(nanos);
        String filler =
                calls.stream()
                        .map(around.tools()::filler)
                        .filter(line -> !line.isBlank())
                        .findFirst()
                        .orElse("");
        courtesy.toolsBegan(filler, nanos);
        for (ToolCall call : calls) {
            around.tools().run(turn, call, around.scope(), around.confirmed());
        }
    }

    void toolFinished(ConversationEvent.ToolFinished event) {
        if (!modelOver && steps.finished(event.call(), event.result())) {
            clock.toolsEnded(event.nanos());
            courtesy.toolsEnded();
            askAgainWhenReady();
        }
    }

    void modelFinished(ModelOutcome result) {
        if (modelOver) {
            return;
        }
        stallAt = OptionalLong.empty();
        if (steps.isOpen()) {
            steps.modelFinished(result);
            askAgainWhenReady();
            return;
        }
        if (!said && result.next() instanceof ModelOutcome.Next.AwaitCaller) {
            fail("model", "an empty reply");
            return;
        }
        modelOver = true;
        outcome = Optional.of(result);
        around.report()
                .tell(new TurnEvent.ReplyKnown(ending(result), result.interruptible(), now()));
        if (sounded || steps.everRan()) {
            around.report().remember(result.memory());
        }
        if (sounded) {
            around.report().tell(new TurnEvent.ReplyAsked(result.expectation(), now()));
        }
        speech.complete();
        tellWhenMute();
    }

    void modelFailed(String reason) {
        if (!modelOver) {
            fail("model", reason);
        }
    }

    void speechBegan(int sentence, long nanos) {
        speech.began(sentence);
        clock.speech(nanos);
    }

    void speechRendered(int sentence) {
        speech.rendered(sentence);
        tellWhenMute();
    }

    void speechFailed(int sentence, String reason) {
        speech.failed(sentence);
        around.report().failed("synthesizer", reason);
    }

    /// The first packet left: the reply exists.
    ///
    /// @return false when that was known
    boolean sounded(long nanos) {
        if (sounded) {
            return false;
        }
        sounded = true;
        around.report().tell(new TurnEvent.ReplySounded(nanos));
        outcome.ifPresent(known -> {
            around.report().remember(known.memory());
            around.report().tell(new TurnEvent.ReplyAsked(known.expectation(), nanos));
        });
        return true;
    }

    /// The last packet left.
    void spoken(long nanos) {
        if (!toldSpoken) {
            toldSpoken = true;
            around.report().tell(new TurnEvent.ReplySpoken(nanos));
        }
    }

    OptionalLong deadline() {
        return Stream.of(stallAt, speech.deadline(), courtesy.deadline())
                .flatMapToLong(OptionalLong::stream)
                .min();
    }

    void wake(long now) {
        if (stallAt.isPresent() && stallAt.getAsLong() <= now) {
            stallAt = OptionalLong.empty();
            modelFailed("no token for too long");
        }
        if (speech.stalled(now)) {
            around.report().failed("synthesizer", "no audio for too long");
            tellWhenMute();
        }
        courtesy.due(now, !speech.isIdle())
                .ifPresent(line -> {
                    clock.filler();
                    speech.say(line);
                });
    }

    void close() {
        modelOver = true;
        around.scope().close();
    }

    private void askAgainWhenReady() {
        if (steps.isReady()) {
            FlowMemory memory = steps.close().memory();
            around.report().remember(memory);
            start(memory);
        }
    }

    private void fail(String port, String reason) {
        modelOver = true;
        stallAt = OptionalLong.empty();
        courtesy.toolsEnded();
        asking.ifPresent(Forks.Fork::cancel);
        around.report().failed(port, reason);
        around.report().tell(new TurnEvent.ReplyFailed(now()));
    }

    private void finishWith(String text) {
        speech.sayAll(text);
        speech.complete();
        tellWhenMute();
    }

    /// Without audio there is no packet whose leaving would end the turn.
    private void tellWhenMute() {
        if (speech.isMute()) {
            spoken(now());
        }
    }

    private static Ending ending(ModelOutcome outcome) {
        return switch (outcome.next()) {
            case ModelOutcome.Next.AwaitCaller _ -> new Ending.AwaitCaller();
            case ModelOutcome.Next.HangUp _ -> new Ending.HangUp("the conversation is over");
            case ModelOutcome.Next.HandOver(String reason) -> new Ending.HandOver(reason);
        };
    }

    private long now() {
        return around.time().nanos();
    }
}
