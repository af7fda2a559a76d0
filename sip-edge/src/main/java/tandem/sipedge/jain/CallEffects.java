package tandem.sipedge.jain;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Locale;
import java.util.Optional;
import javax.sip.InvalidArgumentException;
import tandem.callcontrol.EndCause;
import tandem.callcontrol.MediaAddress;
import tandem.callcontrol.Refusal;
import tandem.sipedge.dialog.DialogEffect;
import tandem.sipedge.dialog.Exchange;
import tandem.sipedge.sdp.AnswerPlan;
import tandem.sipedge.sdp.LocalSession;

/// Does what a call's dialog decided: builds the messages and sends them.
///
/// Confined to the call's thread.
final class CallEffects {

    /// A 200 that waits for its ACK.
    private record Unacknowledged(ServerExchange exchange, SIPResponse response) {}

    private final SipCall call;
    private final Edge edge;
    private final Peer peer;
    private final InetAddress own;
    private LocalSession session;
    private Optional<Unacknowledged> answer = Optional.empty();

    CallEffects(SipCall call, Edge edge, Peer peer, SecureRandom random) {
        this.call = call;
        this.edge = edge;
        this.peer = peer;
        this.own = edge.own().toward(peer.sourceAddress());
        this.session = LocalSession.started(random.nextLong(1L << 62));
    }

    void perform(DialogEffect effect) {
        switch (effect) {
            case DialogEffect.SendRinging(var exchange) -> ring(own(exchange));
            case DialogEffect.SendAnswer(var exchange, var plan, var local) ->
                    answer(own(exchange), plan, local);
            case DialogEffect.ResendAnswer() -> resend();
            case DialogEffect.Reply(var exchange, var status) -> reply(own(exchange), status);
            case DialogEffect.Refuse(var exchange, var refusal, var warning) ->
                    refuse(own(exchange), refusal, warning);
            case DialogEffect.SendBye(var cause) -> bye(cause);
            case DialogEffect.Tell(var event) -> edge.events().accept(event);
        }
    }

    /// True when this is the ACK that is waited for; the 200 is then forgotten.
    boolean acknowledged(long sequence) {
        boolean fits = answer.filter(sent -> sent.exchange().sequence() == sequence).isPresent();
        if (fits) {
            answer = Optional.empty();
        }
        return fits;
    }

    void refuse(ServerExchange exchange, Refusal refusal, int warning) {
        edge.meters().refused(refusal.rule());
        edge.wire()
                .send(
                        exchange,
                        edge.responses().of(exchange.request(), refusal, warning, peer.localTag()));
    }

    private void ring(ServerExchange exchange) {
        SIPResponse response = response(exchange, 180);
        contact(exchange, response);
        edge.wire().send(exchange, response);
    }

    private void answer(ServerExchange exchange, AnswerPlan plan, MediaAddress local) {
        session = session.answering(plan, edge.own().written(local, exchange.sourceAddress()));
        SIPResponse response = response(exchange, 200);
        contact(exchange, response);
        edge.responses().header(response, "Allow", Responses.ALLOW);
        edge.responses().header(response, "Supported", "");
        edge.responses().body(response, session.last().orElseThrow());
        answer = Optional.of(new Unacknowledged(exchange, response));
        edge.wire().send(exchange, response);
    }

    private void resend() {
        answer.ifPresent(sent -> {
            edge.meters().answerResent();
            edge.wire().resend(sent.exchange(), sent.response());
        });
    }

    private void reply(ServerExchange exchange, int status) {
        SIPResponse response = response(exchange, status);
        if (exchange.request().getMethod().equals("OPTIONS") && status == 200) {
            edge.responses().capabilities(response);
        }
        edge.wire().send(exchange, response);
    }

    private void bye(EndCause cause) {
        try {
            SIPRequest bye = peer.request("BYE", own, edge.port());
            edge.responses().header(bye, "Reason", Reasons.of(cause, edge.meters()));
            edge.responses().header(bye, "User-Agent", edge.responses().product());
            if (!edge.wire().send(bye, call)) {
                call.byeFinished();
            }
        } catch (ParseException | InvalidArgumentException e) {
            throw new IllegalStateException("a BYE is made of what the INVITE brought", e);
        }
    }

    private SIPResponse response(ServerExchange exchange, int status) {
        return edge.responses().of(exchange.request(), status, peer.localTag());
    }

    private void contact(ServerExchange exchange, SIPResponse response) {
        edge.responses().contact(response, own, edge.port(), transportOf(exchange));
    }

    private static String transportOf(ServerExchange exchange) {
        return exchange.request().getTopmostVia().getTransport().toLowerCase(Locale.ROOT);
    }

    private static ServerExchange own(Exchange exchange) {
        return (ServerExchange) exchange;
    }
}
