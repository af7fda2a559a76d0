package tandem.sippscenarios.sip;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One call that we place: INVITE to BYE, whoever ends it and however messages cross (RFC 3261
/// §13.2, §9.1, §15).
///
/// Confined to the user agent's thread; it knows no clock but the `now` that is handed in.
final class OutboundCall {

    private enum Phase {
        CALLING,
        CANCELLING,
        TALKING,
        ENDING,
        OVER
    }

    /// Sends messages: requests to the dialog's next hop, answers where their request came from.
    interface Wire {
        void send(SipRequest request, String nextHop);

        void answer(SipResponse response, SipRequest request);

        boolean reliable();
    }

    private final Dialog dialog;
    private final FarEndRequests farEnd;
    private final ClientTransaction invite;
    private final Wire wire;
    private final SipTimers timers;
    private final Consumer<CallEvent> events;
    private final Identity identity;
    private final RandomGenerator random;
    private final long patience;

    private Phase phase = Phase.CALLING;
    private @Nullable ClientTransaction ending;
    private @Nullable CallEvent outcome;
    private @Nullable SipRequest ack;
    private boolean provisional;
    private long startedAt;
    private long deadline = Long.MAX_VALUE;

    OutboundCall(
            Identity identity,
            LocalAudio audio,
            Duration answerWithin,
            SipTimers timers,
            RandomGenerator random,
            Wire wire,
            Consumer<CallEvent> events) {
        this.identity = identity;
        this.random = random;
        this.wire = wire;
        this.timers = timers;
        this.events = events;
        this.patience = answerWithin.toNanos();
        this.dialog = new Dialog(identity, random);
        this.farEnd = new FarEndRequests(dialog, audio, timers, wire::answer);
        this.invite = transaction(dialog.invite(audio.offer(1, 1)), identity.target().toString());
    }

    void start(long now) {
        startedAt = now;
        deadline = now + patience;
        invite.start(now);
    }

    /// Ends the call in the way its state asks for: CANCEL before the answer, BYE after it.
    void end(long now) {
        switch (phase) {
            case CALLING ->
                    cancel(
                            new CallEvent.Failed(
                                    CallEvent.Failure.CANCELLED,
                                    0,
                                    "cancelled before the answer",
                                    now),
                            now);
            case TALKING -> bye(new CallEvent.Ended(CallEvent.By.US, "we hung up", now), now);
            case CANCELLING, ENDING, OVER -> {}
        }
    }

    void on(SipResponse response, long now) {
        if (invite.matches(response)) {
            onInviteResponse(response, now);
        } else if (ending != null && ending.matches(response)) {
            if (ending.on(response, now) == ClientTransaction.News.FINAL && phase == Phase.ENDING) {
                over();
            }
        }
    }

    void on(SipRequest request, long now) {
        switch (farEnd.on(request, phase == Phase.TALKING, now)) {
            case FarEndRequests.News.Nothing() -> {}
            case FarEndRequests.News.Offered(AudioDescription media) ->
                    events.accept(new CallEvent.MediaChanged(media, now));
            case FarEndRequests.News.HungUp(String reason) -> {
                if (phase == Phase.TALKING) {
                    outcome = new CallEvent.Ended(CallEvent.By.FAR_END, reason, now);
                    over();
                }
            }
        }
    }

    OptionalLong nextAlarm() {
        long next = phase == Phase.OVER ? Long.MAX_VALUE : deadline;
        next = Math.min(next, invite.nextAlarm().orElse(Long.MAX_VALUE));
        next = Math.min(next, farEnd.nextAlarm().orElse(Long.MAX_VALUE));
        if (ending != null) {
            next = Math.min(next, ending.nextAlarm().orElse(Long.MAX_VALUE));
        }
        return next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(next);
    }

    void wake(long now) {
        if (invite.wake(now) == ClientTransaction.News.TIMED_OUT) {
            fail(CallEvent.Failure.UNREACHABLE, "no answer of any kind from the other side", now);
        }
        if (ending != null
                && ending.wake(now) == ClientTransaction.News.TIMED_OUT
                && phase == Phase.ENDING) {
            outcome = new CallEvent.Ended(CallEvent.By.FAULT, "our BYE was never answered", now);
            over();
        }
        if (farEnd.wake(now) && phase == Phase.TALKING) {
            bye(new CallEvent.Ended(CallEvent.By.FAULT, "our 200 got no ACK", now), now);
        }
        if (now >= deadline) {
            deadlinePassed(now);
        }
    }

    boolean isOver() {
        return phase == Phase.OVER;
    }

    /// How often the INVITE was sent.
    int inviteSendings() {
        return invite.sendings();
    }

    boolean heardAnything() {
        return provisional || invite.isAnswered();
    }

    /// The transport found that nothing listens there.
    void unreachable(String sentence, long now) {
        if (phase == Phase.CALLING && !heardAnything()) {
            fail(CallEvent.Failure.UNREACHABLE, sentence, now);
        }
    }

    private void onInviteResponse(SipResponse response, long now) {
        if (response.isSuccess() && ack != null) {
            answeredAgain(response);
            return;
        }
        switch (invite.on(response, now)) {
            case NOTHING, TIMED_OUT -> {}
            case PROVISIONAL -> progressed(response, now);
            case FINAL -> {
                if (response.isSuccess()) {
                    answered(response, now);
                } else {
                    refused(response, now);
                }
            }
        }
    }

    private void progressed(SipResponse response, long now) {
        boolean first = !provisional;
        provisional = true;
        if (phase == Phase.CANCELLING && first) {
            sendCancel(now);
        } else if (phase == Phase.CALLING && response.status() > 100) {
            events.accept(new CallEvent.Progressed(response.status(), response.reason(), now));
        }
    }

    private void answered(SipResponse response, long now) {
        dialog.establish(response);
        deadline = Long.MAX_VALUE;
        ack = dialog.ack();
        wire.send(ack, dialog.nextHop());
        if (phase == Phase.CANCELLING) {
            // The 200 crossed our CANCEL: the call exists and has to be ended (RFC 3261 §9.1).
            bye(outcome, now);
            return;
        }
        AudioDescription media = response.sdp().flatMap(AudioDescription::parse).orElse(null);
        if (media == null || media.port() == 0) {
            String sentence = "answered without usable audio in its SDP";
            bye(
                    new CallEvent.Failed(
                            CallEvent.Failure.NO_COMMON_MEDIA, response.status(), sentence, now),
                    now);
            return;
        }
        phase = Phase.TALKING;
        Duration setup = Duration.ofNanos(now - startedAt);
        events.accept(new CallEvent.Answered(media, setup, now));
    }

    /// A repeated 200 gets the ACK again; one from another branch of a fork gets ACK and BYE.
    private void answeredAgain(SipResponse response) {
        SipRequest sent = ack;
        if (sent != null && response.toTag().equals(sent.toTag())) {
            wire.send(sent, dialog.nextHop());
            return;
        }
        Dialog other = new Dialog(identity, random);
        other.establish(response);
        wire.send(other.ack(), other.nextHop());
        wire.send(other.next("BYE"), other.nextHop());
    }

    private void refused(SipResponse response, long now) {
        if (phase == Phase.CANCELLING) {
            over();
            return;
        }
        outcome =
                new CallEvent.Failed(
                        CallEvent.Failure.REFUSED,
                        response.status(),
                        response.status() + " " + response.reason(),
                        now);
        over();
    }

    private void cancel(CallEvent result, long now) {
        phase = Phase.CANCELLING;
        outcome = result;
        deadline = now + timers.giveUp().toNanos();
        if (provisional) {
            sendCancel(now);
        }
    }

    private void sendCancel(long now) {
        ending = transaction(invite.request().cancel(), identity.target().toString());
        ending.start(now);
    }

    private void bye(@Nullable CallEvent result, long now) {
        phase = Phase.ENDING;
        outcome = result;
        ending = transaction(dialog.next("BYE"), dialog.nextHop());
        ending.start(now);
    }

    private void deadlinePassed(long now) {
        deadline = Long.MAX_VALUE;
        if (phase == Phase.CALLING) {
            String sentence = "nobody answered within " + patience / 1_000_000_000L + " s";
            cancel(new CallEvent.Failed(CallEvent.Failure.NOBODY_ANSWERED, 0, sentence, now), now);
        } else if (phase == Phase.CANCELLING) {
            over();
        }
    }

    private void fail(CallEvent.Failure failure, String sentence, long now) {
        if (phase == Phase.CALLING) {
            outcome = new CallEvent.Failed(failure, 0, sentence, now);
        }
        over();
    }

    private void over() {
        phase = Phase.OVER;
        if (outcome != null) {
            events.accept(outcome);
            outcome = null;
        }
    }

    private ClientTransaction transaction(SipRequest request, String nextHop) {
        return new ClientTransaction(
                request, wire.reliable(), timers, sent -> wire.send(sent, nextHop));
    }
}
