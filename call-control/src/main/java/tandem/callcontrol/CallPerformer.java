package tandem.callcontrol;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tandem.agentloop.Agent;
import tandem.agentloop.Conversation;
import tandem.agentloop.ConversationEvent;
import tandem.agentloop.ConversationFact;
import tandem.callmodel.CallId;
import tandem.callmodel.LegId;
import tandem.callmodel.audio.FrameRing;
import tandem.callmodel.time.Time;

/// Does what a call's state wants done, holds what was opened for it, and closes all of it at the
/// end.
///
/// Confined to the call's thread, except that what it hands to the leg and to the agent posts into
/// the mailbox from any thread.
final class CallPerformer {

    private static final Logger log = LoggerFactory.getLogger(CallPerformer.class);

    /// 5 s of 20 ms frames: what a recogniser that reconnects, or a slow disk, may lag behind.
    private static final int RING_FRAMES = 256;

    private final SipEvent.Invited invited;
    private final CallPorts ports;
    private final CallSettings settings;
    private final Time time;
    private final CallMeters meters;
    private final EndWatch watch;
    private final long invitedNanos;

    /// From any thread.
    private final Consumer<CallEvent> post;

    /// On this thread: what performing brought about.
    private final Consumer<CallEvent> raise;

    private @Nullable MediaLeg leg;
    private @Nullable Conversation conversation;
    private Recorder.@Nullable Recording recording;
    private OptionalLong answeredNanos = OptionalLong.empty();
    private boolean ended;

    CallPerformer(
            SipEvent.Invited invited,
            CallPorts ports,
            CallSettings settings,
            Time time,
            CallMeters meters,
            EndWatch watch,
            Consumer<CallEvent> post,
            Consumer<CallEvent> raise) {
        this.invited = invited;
        this.ports = ports;
        this.settings = settings;
        this.time = time;
        this.meters = meters;
        this.watch = watch;
        this.invitedNanos = time.nanos();
        this.post = post;
        this.raise = raise;
    }

    void perform(CallEffect effect) {
        switch (effect) {
            case CallEffect.OpenMedia _ -> openMedia();
            case CallEffect.JoinAgent _ -> joinAgent();
            case CallEffect.Ring _ -> ports.signaling().ring(call());
            case CallEffect.StartRecording _ -> startRecording();
            case CallEffect.ConnectMedia connect -> leg().connect(connect.media());
            case CallEffect.Answer answer -> answer(answer.media());
            case CallEffect.AnswerReinvite _ -> ports.signaling().answer(call(), leg().local());
            case CallEffect.StartConversation _ -> conversation().start();
            case CallEffect.WakeConversation _ -> conversation().wake();
            case CallEffect.Tell tell -> conversation().on(tell.event());
            case CallEffect.TellKey key -> tellKey(key);
            case CallEffect.TellHeld held -> tellHeld(held.held());
            case CallEffect.AskHuman ask -> askHuman(ask.reason());
            case CallEffect.Refuse refuse -> refuse(refuse.refusal());
            case CallEffect.HangUp hangUp -> ports.signaling().hangUp(call(), hangUp.cause());
        }
    }

    /// When the conversation wants to be woken, as [Time#nanos].
    OptionalLong nextAlarm() {
        return conversation == null ? OptionalLong.empty() : conversation.nextAlarm();
    }

    /// The one path on which every call ends. Idempotent; waits for nothing. A step that fails is
    /// logged and counted, and the others follow.
    void end(EndCause cause) {
        if (ended) {
            return;
        }
        ended = true;
        survive("agent", this::closeConversation);
        LegQuality[] quality = {LegQuality.NONE};
        survive("media", () -> quality[0] = measure());
        survive("media", this::closeLeg);
        survive("recorder", this::finishRecording);
        Duration length =
                answeredNanos.isPresent()
                        ? Duration.ofNanos(time.nanos() - answeredNanos.getAsLong())
                        : Duration.ZERO;
        note(new CallFact.Ended(call(), time.now(), cause, length, quality[0]));
        meters.ended(cause, length);
        log.info("call {} ended after {}: {}", call(), length, cause.kind());
    }

    private void note(CallFact fact) {
        ports.journal().append(fact);
    }

    private void openMedia() {
        MediaPlane.LegOptions options =
                new MediaPlane.LegOptions(settings.voiceThresholds(), settings.mediaInactivity());
        switch (ports.media()
                .open(LegId.caller(call()), options, event -> post.accept(CallEvent.of(event)))) {
            case MediaPlane.Opened.Ready ready -> {
                leg = ready.leg();
                raise.accept(new CallEvent.MediaOpened());
            }
            case MediaPlane.Opened.Refused(String rule, String sentence) ->
                    raise.accept(new CallEvent.MediaRefused(rule, sentence));
        }
    }

    private void joinAgent() {
        conversation =
                ports.agent()
                        .join(
                                new Agent.Seat(
                                        call(),
                                        leg(),
                                        leg().tapHeard(RING_FRAMES),
                                        event -> post.accept(new CallEvent.Posted(event)),
                                        this::conversed));
    }

    private void startRecording() {
        FrameRing heard = leg().tapHeard(RING_FRAMES);
        FrameRing sent = leg().tapSent(RING_FRAMES);
        survive("recorder", () -> recording = ports.recorder().start(call(), heard, sent));
    }

    private void answer(NegotiatedMedia media) {
        ports.signaling().answer(call(), leg().local());
        long now = time.nanos();
        Duration setup = Duration.ofNanos(now - invitedNanos);
        answeredNanos = OptionalLong.of(now);
        meters.answered(setup);
        note(new CallFact.Answered(call(), time.now(), media, setup));
    }

    private void tellKey(CallEffect.TellKey key) {
        note(new CallFact.Keyed(call(), time.now(), key.way().label()));
        conversation().on(new ConversationEvent.KeyPressed(key.digit(), key.nanos()));
    }

    /// The conversation holds and resumes its playout itself: it knows what it wants to be heard.
    private void tellHeld(boolean held) {
        note(new CallFact.Held(call(), time.now(), held));
        conversation().on(new ConversationEvent.RemoteHeld(held));
    }

    private void askHuman(String reason) {
        ConversationEvent[] answer = {
            new ConversationEvent.HandOverFailed("the human desk failed", "")
        };
        survive(
                "desk",
                () ->
                        answer[0] =
                                switch (ports.desk().ask(call(), invited.from(), reason)) {
                                    case HumanDesk.Outcome.CallBackNoted(String reference) ->
                                            new ConversationEvent.HandOverFailed(
                                                    "nobody is free", reference);
                                    case HumanDesk.Outcome.Unavailable(String why) ->
                                            new ConversationEvent.HandOverFailed(why, "");
                                });
        raise.accept(new CallEvent.Posted(answer[0]));
    }

    private void refuse(Refusal refusal) {
        ports.signaling().refuse(call(), refusal);
        meters.refused(refusal);
        note(new CallFact.Refused(call(), time.now(), refusal));
    }

    /// Called by the conversation, on this thread, from within its own methods: what follows from
    /// it is raised, not done at once.
    private void conversed(ConversationFact fact) {
        long since = answeredNanos.isPresent() ? time.nanos() - answeredNanos.getAsLong() : 0;
        note(new CallFact.Conversed(call(), time.now(), Duration.ofNanos(since), fact));
        switch (fact) {
            case ConversationFact.Finished(String reason) ->
                    raise.accept(new CallEvent.AgentFinished(reason));
            case ConversationFact.HumanWanted(String reason) ->
                    raise.accept(new CallEvent.HumanWanted(reason));
            case ConversationFact.AgentTurn turn ->
                    raise.accept(new CallEvent.TurnOver(turn.turn()));
            case ConversationFact.CallerTurn _,
                    ConversationFact.BargedIn _,
                    ConversationFact.TurnTimed _,
                    ConversationFact.ToolUsed _,
                    ConversationFact.ProviderFailed _ -> {}
        }
    }

    private void closeConversation() {
        if (conversation != null) {
            conversation.close();
        }
    }

    private LegQuality measure() {
        if (leg == null) {
            return LegQuality.NONE;
        }
        LegQuality quality = leg.quality();
        if (answeredNanos.isPresent()) {
            meters.leg(quality);
        }
        return quality;
    }

    private void closeLeg() {
        if (leg != null) {
            leg.close();
        }
    }

    private void finishRecording() {
        if (recording != null) {
            EndWatch.Work writing = EndWatch.Work.recording(call());
            watch.expect(writing);
            recording.finish(outcome -> {
                watch.done(writing);
                note(new CallFact.Recorded(call(), time.now(), outcome));
            });
        }
    }

    /// For what a call can do without, and for the end, where everything gets its turn.
    private void survive(String port, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error failure) {
            meters.portFailed(port);
            log.error("call {}: {} failed", call(), port, failure);
        }
    }

    private CallId call() {
        return invited.call();
    }

    private MediaLeg leg() {
        if (leg == null) {
            throw new IllegalStateException("no leg is open");
        }
        return leg;
    }

    private Conversation conversation() {
        if (conversation == null) {
            throw new IllegalStateException("no agent has joined");
        }
        return conversation;
    }
}
