package tandem.agentloop.voice;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import tandem.agentloop.Agent;
import tandem.agentloop.Conversation;
import tandem.agentloop.ConversationEvent;
import tandem.agentloop.ConversationFact;
import tandem.agentloop.Recognizer;
import tandem.agentloop.RecognizerEvent;
import tandem.agentloop.turn.TurnEffect;
import tandem.agentloop.turn.TurnEvent;
import tandem.agentloop.turn.TurnState;
import tandem.callmodel.TurnId;
import tandem.callmodel.audio.SampleRate;
import tandem.callmodel.audio.VoiceActivity;

/// One call's conversation: hands what happens to the turn's state and performs what it decides.
///
/// Confined to the call's thread.
final class VoiceConversation implements Conversation {

    /// More alarms than this at one moment would be a loop.
    private static final int ALARMS_AT_ONCE = 16;

    private final VoiceAgent.Equipment equipment;
    private final Agent.Seat seat;
    private final SampleRate rate;
    private final Ear ear;
    private final Floor floor;
    private final BargeInWatch bargeIn;
    private final Deque<TurnEvent> waiting = new ArrayDeque<>();
    private TurnState state;
    private boolean deciding;
    private boolean closed;

    VoiceConversation(VoiceAgent.Equipment equipment, Agent.Seat seat) {
        this.equipment = equipment;
        this.seat = seat;
        this.rate = seat.heard().rate();
        this.state = TurnState.initial(equipment.settings(), equipment.language());
        this.bargeIn = new BargeInWatch(equipment.meters());
        this.ear =
                new Ear(
                        equipment.recognizer(),
                        new Recognizer.Request(
                                seat.call(), equipment.language(), equipment.flow().name()),
                        seat.heard(),
                        event ->
                                seat.post()
                                        .accept(
                                                new ConversationEvent.Recognized(
                                                        event, equipment.time().nanos())),
                        equipment.time());
        this.floor = new Floor(equipment, seat, ear, this::tell);
    }

    @Override
    public void start() {
        ear.start();
        tell(new TurnEvent.Began(now()));
    }

    @Override
    public void on(ConversationEvent event) {
        if (closed) {
            return;
        }
        switch (event) {
            case ConversationEvent.Voiced(VoiceActivity activity) -> voiced(activity);
            case ConversationEvent.KeyPressed(var key, long nanos) ->
                    tell(new TurnEvent.KeyPressed(key, nanos));
            case ConversationEvent.RemoteHeld(boolean held) ->
                    tell(
                            held
                                    ? new TurnEvent.HeldByRemote(now())
                                    : new TurnEvent.ReturnedByRemote(now()));
            case ConversationEvent.Recognized(RecognizerEvent heard, long nanos) ->
                    recognized(heard, nanos);
            case ConversationEvent.HandOverFailed(String reason, String callBack) ->
                    tell(new TurnEvent.HandOverFailed(reason, callBack, now()));
            case ConversationEvent.PlayoutStarted started ->
                    floor.of(started.turn()).ifPresent(r -> floor.sounded(r, started.nanos()));
            case ConversationEvent.PlayoutFinished finished ->
                    floor.of(finished.turn()).ifPresent(r -> floor.spoken(r, finished.nanos()));
            case ConversationEvent.ModelBegan(TurnId turn, long nanos) ->
                    floor.of(turn).ifPresent(r -> r.modelBegan(nanos));
            case ConversationEvent.ModelSpoke(TurnId turn, String piece, long nanos) ->
                    floor.of(turn).ifPresent(r -> r.modelSpoke(piece, nanos));
            case ConversationEvent.ModelCalledTools(TurnId turn, var calls, long nanos) ->
                    floor.of(turn).ifPresent(r -> r.modelCalledTools(calls, nanos));
            case ConversationEvent.ModelFinished(TurnId turn, var outcome, long _) ->
                    floor.of(turn).ifPresent(r -> r.modelFinished(outcome));
            case ConversationEvent.ModelFailed(TurnId turn, String reason, long _) ->
                    floor.of(turn).ifPresent(r -> r.modelFailed(reason));
            case ConversationEvent.SpeechBegan(TurnId turn, int sentence, long nanos) ->
                    floor.of(turn).ifPresent(r -> r.speechBegan(sentence, nanos));
            case ConversationEvent.SpeechRendered(TurnId turn, var sentence, long _) ->
                    floor.of(turn).ifPresent(r -> r.speechRendered(sentence.number()));
            case ConversationEvent.SpeechFailed(TurnId turn, int sentence, String reason, long _) ->
                    floor.of(turn).ifPresent(r -> r.speechFailed(sentence, reason));
            case ConversationEvent.ToolFinished finished -> floor.toolFinished(finished);
        }
    }

    private void voiced(VoiceActivity activity) {
        ear.tell(activity);
        bargeIn.voiced(activity);
        tell(
                switch (activity) {
                    case VoiceActivity.Started(long _, long nanos) ->
                            new TurnEvent.VoiceStarted(nanos);
                    case VoiceActivity.Sustained(var sum, long nanos) ->
                            new TurnEvent.VoiceSustained(sum, nanos);
                    case VoiceActivity.Ended(long tick, long last, var sum, long nanos) ->
                            new TurnEvent.VoiceEnded(rate.duration(tick), last, sum, nanos);
                });
    }

    private void recognized(RecognizerEvent heard, long nanos) {
        switch (heard) {
            case RecognizerEvent.Partial(String text) ->
                    tell(new TurnEvent.PartialHeard(text, nanos));
            case RecognizerEvent.Final(var hypotheses, long _, long endTick) ->
                    tell(new TurnEvent.FinalHeard(hypotheses, rate.duration(endTick), nanos));
            case RecognizerEvent.Failed(String reason, boolean streamLives) -> {
                floor.failed("recognizer", reason);
                tell(new TurnEvent.TranscriptLost(nanos));
                if (!streamLives) {
                    ear.lost();
                }
            }
        }
    }

    /// Decides, performs, and goes on with what the performing brought about.
    private void tell(TurnEvent event) {
        waiting.addLast(event);
        if (deciding) {
            return;
        }
        deciding = true;
        try {
            while (!waiting.isEmpty()) {
                var step = state.on(waiting.removeFirst());
                state = step.next();
                step.effects().forEach(this::perform);
            }
        } finally {
            deciding = false;
        }
    }

    private void perform(TurnEffect effect) {
        switch (effect) {
            case TurnEffect.Disclose(TurnId turn) -> floor.disclose(turn);
            case TurnEffect.StartReply start -> floor.reply(start);
            case TurnEffect.CancelReply(TurnId turn, boolean withdrawn) ->
                    floor.cancel(turn, withdrawn);
            case TurnEffect.Apologize(TurnId turn) -> floor.of(turn).ifPresent(Reply::apologize);
            case TurnEffect.Duck _ -> floor.mouth().duck();
            case TurnEffect.Unduck _ -> floor.mouth().unduck();
            case TurnEffect.Hold(boolean byCaller) -> {
                floor.hold();
                if (byCaller) {
                    bargeIn.held(now());
                }
            }
            case TurnEffect.Resume(boolean exact) -> floor.resume(exact);
            case TurnEffect.CorrectCaller(TurnId turn, var text) -> floor.correct(turn, text);
            case TurnEffect.ReportBargeIn(TurnId turn, String outcome) -> {
                equipment.meters().bargedIn(outcome);
                seat.facts().accept(new ConversationFact.BargedIn(turn, outcome));
            }
            case TurnEffect.AskHuman(String reason) ->
                    seat.facts().accept(new ConversationFact.HumanWanted(reason));
            case TurnEffect.Finish(String reason) ->
                    seat.facts().accept(new ConversationFact.Finished(reason));
        }
    }

    @Override
    public OptionalLong nextAlarm() {
        if (closed) {
            return OptionalLong.empty();
        }
        return Stream.of(state.deadline(), floor.deadline(), ear.deadline())
                .flatMapToLong(OptionalLong::stream)
                .min();
    }

    @Override
    public void wake() {
        if (closed) {
            return;
        }
        long now = now();
        floor.wake(now);
        ear.wake(now);
        for (int i = 0; i < ALARMS_AT_ONCE && isDue(state.deadline(), now); i++) {
            tell(new TurnEvent.TimeUp(now));
        }
    }

    private static boolean isDue(OptionalLong deadline, long now) {
        return deadline.isPresent() && deadline.getAsLong() <= now;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            floor.close();
            ear.close();
        }
    }

    /// For tests.
    TurnState state() {
        return state;
    }

    private long now() {
        return equipment.time().nanos();
    }

    Optional<Reply> reply() {
        return floor.current();
    }
}
