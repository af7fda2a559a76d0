package tandem.sipedge.jain;

import gov.nist.javax.sip.message.SIPRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tandem.callcontrol.EndCause;
import tandem.callcontrol.Refusal;
import tandem.callcontrol.SipEvent;
import tandem.callmodel.CallId;
import tandem.sipedge.dialog.DialogEffect;
import tandem.sipedge.dialog.DialogEvent;
import tandem.sipedge.dialog.DialogState;
import tandem.sipedge.dialog.Ended;
import tandem.sipedge.dialog.Step;
import tandem.sipedge.sdp.Negotiation;

/// One call at the edge, from its INVITE to its end, on a virtual thread `sip-<id>` of its own:
/// takes what waits, lets the dialog decide, performs the effects, and on the one way out takes
/// itself from the table.
///
/// Its mutable state is confined to that thread; [#offer] may be called from any.
final class SipCall implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(SipCall.class);
    private static final Duration LONG = Duration.ofHours(1);
    private static final Refusal OUT_OF_ORDER =
            Refusal.of(500, "sip.out-of-order", "This request came after a later one.");

    private final CallId id;
    private final ServerExchange invite;
    private final DialogKey key;
    private final Edge edge;
    private final Inbox inbox = new Inbox();
    private final Peer peer;
    private final CallEffects effects;
    private final CountDownLatch over = new CountDownLatch(1);
    private DialogState state = new Ended();
    private boolean overflowHandled;

    SipCall(CallId id, ServerExchange invite, String localTag, Edge edge, SecureRandom random) {
        SIPRequest request = invite.request();
        this.id = id;
        this.invite = invite;
        this.edge = edge;
        this.key =
                new DialogKey(
                        request.getCallId().getCallId(),
                        localTag,
                        Objects.requireNonNullElse(request.getFromTag(), ""));
        this.peer = new Peer(request, localTag, edge.settings().transports());
        this.effects = new CallEffects(this, edge, peer, random);
    }

    CallId id() {
        return id;
    }

    DialogKey key() {
        return key;
    }

    /// False when the call is over, or too much waits.
    boolean offer(CallInput input) {
        return inbox.offer(input);
    }

    /// Waits until the call is over, at most so long.
    void awaitEnd(Duration most) {
        try {
            boolean _ = over.await(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    void abandon() {
        inbox.offer(new CallInput.Abandoned());
    }

    /// Our BYE has its answer, or will have none.
    void byeFinished() {
        inbox.offer(new CallInput.Asked(new DialogEvent.ByeFinished()));
    }

    @Override
    public void run() {
        try {
            begin();
            while (!(state instanceof Ended)) {
                Optional<CallInput> input = inbox.next(patience());
                input.ifPresent(this::take);
                if (inbox.hasOverflowed() && !overflowHandled) {
                    overflowHandled = true;
                    edge.meters().dropped("call-inbox-full");
                    step(new DialogEvent.Overflowed());
                }
                step(new DialogEvent.TimePassed());
            }
        } catch (InterruptedException _) {
            failed("The call's thread was interrupted.");
        } catch (RuntimeException e) {
            LOG.error("call {}: a defect of the SIP edge ended it", id, e);
            edge.meters().fault();
            failed("A defect of the SIP edge ended the call.");
        } finally {
            end();
        }
    }

    private void begin() {
        switch (Requests.offer(invite.request(), edge.rules())) {
            case Negotiation.Unacceptable(var refusal, var warning) ->
                    effects.refuse(invite, refusal, warning);
            case Negotiation.Agreed agreed -> {
                state =
                        DialogState.offered(
                                id, edge.timings(), invite, agreed, edge.time().nanos());
                edge.events().accept(invited(agreed));
            }
        }
    }

    private SipEvent invited(Negotiation.Agreed agreed) {
        SIPRequest request = invite.request();
        return new SipEvent.Invited(
                id,
                Requests.caller(request),
                Requests.called(request),
                agreed.media(),
                OwnAddress.host(invite.sourceAddress()) + ":" + invite.source().getPort(),
                key.callId());
    }

    private void take(CallInput input) {
        switch (input) {
            case CallInput.Asked(var event) -> step(event);
            case CallInput.Abandoned() -> state = new Ended();
            case CallInput.Acked(var sequence) -> {
                if (effects.acknowledged(sequence)) {
                    step(new DialogEvent.AckReceived());
                }
            }
            case CallInput.Arrived(var exchange) -> arrived(exchange);
        }
    }

    private void arrived(ServerExchange exchange) {
        SIPRequest request = exchange.request();
        String method = request.getMethod();
        if (method.equals("CANCEL")) {
            step(new DialogEvent.CancelReceived(exchange));
            return;
        }
        if (!peer.accept(exchange.sequence())) {
            effects.refuse(exchange, OUT_OF_ORDER, 0);
            return;
        }
        switch (method) {
            case "INVITE" -> {
                peer.refresh(request);
                step(
                        new DialogEvent.ReinviteReceived(
                                exchange, Requests.offer(request, edge.rules())));
            }
            case "BYE" -> step(new DialogEvent.ByeReceived(exchange));
            case "INFO" -> step(new DialogEvent.InfoReceived(exchange, Requests.info(request)));
            case "OPTIONS" -> step(new DialogEvent.OptionsReceived(exchange));
            default -> throw new IllegalStateException("the gate lets no " + method + " through");
        }
    }

    private void step(DialogEvent event) {
        Step step = state.on(event, edge.time().nanos());
        state = step.next();
        for (DialogEffect effect : step.effects()) {
            effects.perform(effect);
        }
    }

    private Duration patience() {
        if (state.wakeAt().isEmpty()) {
            return LONG;
        }
        long nanos = state.wakeAt().getAsLong() - edge.time().nanos();
        return Duration.ofNanos(Math.max(0, nanos));
    }

    /// Leaves both sides told as far as that is still possible.
    private void failed(String sentence) {
        if (state instanceof Ended) {
            return;
        }
        EndCause cause = EndCause.of(EndCause.Kind.FAULT, sentence);
        try {
            step(new DialogEvent.HangUpAsked(cause));
        } catch (RuntimeException e) {
            LOG.error("call {}: the other side could not be told", id, e);
        }
        edge.events().accept(new SipEvent.HungUp(id, cause));
    }

    /// The one way out.
    private void end() {
        state = new Ended();
        edge.table().remove(this);
        inbox.close();
        over.countDown();
        for (Optional<CallInput> left = inbox.rest(); left.isPresent(); left = inbox.rest()) {
            take(left.get());
        }
    }
}
