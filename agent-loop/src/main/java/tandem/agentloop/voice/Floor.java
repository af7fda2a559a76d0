package tandem.agentloop.voice;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tandem.agentloop.Agent;
import tandem.agentloop.CallerInput;
import tandem.agentloop.ConversationEvent;
import tandem.agentloop.ConversationFact;
import tandem.agentloop.Expectation;
import tandem.agentloop.FlowMemory;
import tandem.agentloop.ModelRequest;
import tandem.agentloop.flow.Flow;
import tandem.agentloop.turn.TurnEffect;
import tandem.agentloop.turn.TurnEvent;
import tandem.callmodel.Language;
import tandem.callmodel.PersonalText;
import tandem.callmodel.TurnId;

/// The agent's side of a conversation: its present reply, its mouth, its tools, and what was said.
///
/// Confined to the call's thread.
final class Floor implements Reply.Report {

    private final VoiceAgent.Equipment equipment;
    private final Agent.Seat seat;
    private final Ear ear;
    private final Consumer<TurnEvent> tell;
    private final Mouth mouth;
    private final TurnScope callScope;
    private final ToolDesk tools;
    private final Dialogue dialogue;
    private Optional<Reply> reply = Optional.empty();
    private Optional<TurnEffect.StartReply> prompt = Optional.empty();
    private FlowMemory memory = FlowMemory.EMPTY;

    /// The turn that asked the yes-no question which is open.
    private Optional<TurnId> yesNoAsked = Optional.empty();

    Floor(VoiceAgent.Equipment equipment, Agent.Seat seat, Ear ear, Consumer<TurnEvent> tell) {
        this.equipment = equipment;
        this.seat = seat;
        this.ear = ear;
        this.tell = tell;
        this.mouth = new Mouth(seat.playout());
        this.callScope = new TurnScope(equipment.forks(), equipment.live());
        this.dialogue = new Dialogue(equipment.settings().limits().history());
        this.tools =
                new ToolDesk(
                        equipment.tools(),
                        callScope,
                        seat.call().value(),
                        seat.post(),
                        this::toolUsed,
                        equipment.time());
    }

    Mouth mouth() {
        return mouth;
    }

    Optional<Reply> current() {
        return reply;
    }

    /// The reply of this turn, when it is the present one. Anything else is stale and counted.
    Optional<Reply> of(TurnId turn) {
        Optional<Reply> present = reply.filter(r -> r.turn().equals(turn));
        if (present.isEmpty()) {
            equipment.meters().stale();
        }
        return present;
    }

    /// Says that a machine speaks.
    void disclose(TurnId turn) {
        Flow flow = equipment.flow();
        String text =
                flow.greeting()
                        .disclosure()
                        .replace("{agent}", flow.persona().name())
                        .replace("{company}", flow.persona().company());
        long now = equipment.time().nanos();
        prompt = Optional.empty();
        Reply next =
                open(
                        turn,
                        new TurnEffect.Waited(now, now, now),
                        (_, _, _) -> () -> {},
                        Optional.empty());
        reply = Optional.of(next);
        next.recite(text);
    }

    void reply(TurnEffect.StartReply start) {
        TurnId turn = start.turn();
        equipment.meters().replied(start.how().name().toLowerCase(Locale.ROOT));
        note(start);
        Reply next = open(turn, start.waited(), asking(start), confirmed(start.input()));
        prompt = Optional.of(start);
        reply = Optional.of(next);
        next.start(memory);
    }

    private Reply.Asking asking(TurnEffect.StartReply start) {
        return (scope, steps, known) ->
                scope.fork(
                        "llm-" + seat.call() + "-" + start.turn(),
                        new ModelStep(
                                equipment.model(),
                                new ModelRequest(
                                        seat.call(),
                                        equipment.language(),
                                        start.input(),
                                        dialogue.before(start.turn()),
                                        known,
                                        steps),
                                start.turn(),
                                equipment.settings().limits().replyCharacters(),
                                seat.post(),
                                equipment.time()));
    }

    private Reply open(
            TurnId turn,
            TurnEffect.Waited waited,
            Reply.Asking asking,
            Optional<TurnId> confirmed) {
        Language language = equipment.language();
        Lines lines = Lines.of(language);
        TurnScope scope = new TurnScope(equipment.forks(), equipment.live());
        Voices voices =
                new Voices(
                        equipment.voicesOf(language),
                        language,
                        equipment.flow().persona().voices().getOrDefault(language.primary(), ""),
                        seat.heard().rate());
        ReplySpeech speech =
                new ReplySpeech(
                        turn,
                        new ReplySpeech.Tools(
                                scope,
                                mouth,
                                voices,
                                equipment.normalizer(),
                                seat.call() + "-" + turn,
                                equipment.settings().waits().speechStall().toNanos(),
                                seat.post(),
                                equipment.time()));
        return new Reply(
                turn,
                new Reply.Surroundings(
                        scope,
                        asking,
                        tools,
                        confirmed,
                        lines.apology(),
                        equipment.settings(),
                        equipment.time(),
                        this),
                speech,
                new TurnClock(waited),
                new Courtesy(
                        equipment.settings().waits(), lines.moment(), equipment.time().nanos()));
    }

    private Optional<TurnId> confirmed(CallerInput input) {
        return switch (input) {
            case CallerInput.Spoke _, CallerInput.Keyed _ -> yesNoAsked;
            case CallerInput.Arrived _, CallerInput.StayedSilent _, CallerInput.HandOverFailed _ ->
                    Optional.empty();
        };
    }

    private void note(TurnEffect.StartReply start) {
        Optional<String> said =
                switch (start.input()) {
                    case CallerInput.Spoke spoke -> Optional.of(spoke.text());
                    case CallerInput.Keyed(String digits) -> Optional.of(digits);
                    case CallerInput.Arrived _,
                            CallerInput.StayedSilent _,
                            CallerInput.HandOverFailed _ ->
                            Optional.empty();
                };
        said.map(PersonalText::new)
                .ifPresent(text -> {
                    dialogue.callerSaid(start.turn(), text);
                    seat.facts()
                            .accept(
                                    new ConversationFact.CallerTurn(
                                            start.turn(),
                                            text,
                                            start.how().name().toLowerCase(Locale.ROOT)));
                });
    }

    void correct(TurnId turn, PersonalText text) {
        dialogue.correct(turn, text);
        seat.facts().accept(new ConversationFact.CallerTurn(turn, text, "late_final"));
    }

    void sounded(Reply of, long nanos) {
        if (of.sounded(nanos) && prompt.isPresent() && isPrompted(prompt.get())) {
            var stages = of.clock().stages(nanos);
            equipment.meters().timed(stages);
            seat.facts().accept(new ConversationFact.TurnTimed(of.turn(), stages));
        }
    }

    private static boolean isPrompted(TurnEffect.StartReply start) {
        return start.how() != TurnEffect.How.UNPROMPTED;
    }

    void spoken(Reply of, long nanos) {
        sounded(of, nanos);
        of.spoken(nanos);
    }

    /// Takes the reply back; what was sent of it stays in the dialogue.
    void cancel(TurnId turn, boolean withdrawn) {
        equipment.meters().cancelled(withdrawn ? "withdrawn" : "interrupted");
        of(turn).ifPresent(present -> end(present, true, withdrawn));
        mouth.release();
    }

    void hold() {
        reply.ifPresent(present -> mouth.heard(present.turn()));
        mouth.hold();
    }

    void resume(boolean exact) {
        if (reply.isEmpty() || !reply.get().speech().isOpen()) {
            mouth.release();
            return;
        }
        Reply present = reply.get();
        mouth.heard(present.turn());
        long position = mouth.position(present.turn());
        mouth.resume(exact ? position : present.speech().wordStart(position));
    }

    void toolFinished(ConversationEvent.ToolFinished event) {
        tools.finished(event).forEach(this::deliver);
    }

    private void deliver(ConversationEvent.ToolFinished result) {
        of(result.turn()).ifPresent(present -> present.toolFinished(result));
    }

    OptionalLong deadline() {
        return Stream.of(reply.map(Reply::deadline).orElse(OptionalLong.empty()), tools.deadline())
                .flatMapToLong(OptionalLong::stream)
                .min();
    }

    void wake(long now) {
        tools.timedOut(now).forEach(this::deliver);
        reply.ifPresent(present -> present.wake(now));
    }

    void close() {
        reply.ifPresent(present -> end(present, true, false));
        callScope.close();
    }

    @Override
    public void tell(TurnEvent event) {
        if (event instanceof TurnEvent.ReplySpoken) {
            reply.ifPresent(present -> end(present, false, false));
        }
        if (event instanceof TurnEvent.ReplyAsked asked) {
            ear.expect(asked.expectation());
            yesNoAsked =
                    asked.expectation() instanceof Expectation.YesNo
                            ? reply.map(Reply::turn)
                            : Optional.empty();
        }
        tell.accept(event);
    }

    @Override
    public void remember(FlowMemory next) {
        memory = next;
    }

    @Override
    public void failed(String port, String reason) {
        equipment.meters().providerFailed(port);
        seat.facts().accept(new ConversationFact.ProviderFailed(port, reason));
    }

    private void toolUsed(ConversationFact fact) {
        if (fact instanceof ConversationFact.ToolUsed used) {
            equipment.meters().toolUsed(used.outcome());
        }
        seat.facts().accept(fact);
    }

    private void end(Reply of, boolean cut, boolean withdrawn) {
        long heard = cut ? mouth.flush(of.turn()) : mouth.heard(of.turn());
        of.close();
        tools.turnOver(of.turn());
        reply = Optional.empty();
        PersonalText text = new PersonalText(of.speech().heard(heard));
        if (withdrawn && text.isBlank()) {
            dialogue.withdraw(of.turn());
            return;
        }
        dialogue.agentSaid(of.turn(), text, cut);
        seat.facts().accept(new ConversationFact.AgentTurn(of.turn(), text, cut));
    }
}
