package tandem.sipedge.dialog;

import java.util.List;
import tandem.callcontrol.EndCause;
import tandem.callcontrol.Refusal;
import tandem.callcontrol.SipEvent;
import tandem.callmodel.CallId;
import tandem.sipedge.dialog.DialogEffect.Refuse;
import tandem.sipedge.dialog.DialogEffect.Reply;
import tandem.sipedge.dialog.DialogEffect.Tell;

/// What several states say alike.
final class Replies {

    private static final Refusal UNSUPPORTED_INFO =
            Refusal.of(415, "sip.info-type", "INFO is taken for keys only.");
    private static final Refusal MALFORMED_INFO =
            Refusal.of(400, "sip.info-body", "This INFO holds no key.");
    private static final Refusal PENDING =
            Refusal.of(491, "sip.request-pending", "An INVITE of this call is still in progress.");
    private static final Refusal TIMED_OUT =
            Refusal.of(480, "sip.setup-timeout", "Nobody took the call in time.");

    private Replies() {}

    /// A key is told and every INFO answered.
    static List<DialogEffect> info(CallId call, DialogEvent.InfoReceived event) {
        return switch (event.body()) {
            case InfoBody.Key(var digit) ->
                    List.of(ok(event.exchange()), new Tell(new SipEvent.KeyByInfo(call, digit)));
            case InfoBody.Nothing() -> List.of(ok(event.exchange()));
            case InfoBody.Unsupported() -> List.of(refuse(event.exchange(), UNSUPPORTED_INFO));
            case InfoBody.Malformed() -> List.of(refuse(event.exchange(), MALFORMED_INFO));
        };
    }

    static DialogEffect ok(Exchange exchange) {
        return new Reply(exchange, 200);
    }

    static DialogEffect gone(Exchange exchange) {
        return new Reply(exchange, 481);
    }

    /// 487 to an INVITE that will not be answered any more.
    static DialogEffect terminated(Exchange invite) {
        return new Reply(invite, 487);
    }

    static DialogEffect pending(Exchange exchange) {
        return refuse(exchange, PENDING);
    }

    static DialogEffect timedOut(Exchange exchange) {
        return refuse(exchange, TIMED_OUT);
    }

    static DialogEffect refuse(Exchange exchange, Refusal refusal) {
        return new Refuse(exchange, refusal, 0);
    }

    static DialogEffect hungUp(CallId call, EndCause cause) {
        return new Tell(new SipEvent.HungUp(call, cause));
    }

    static DialogEffect hungUpByRemote(CallId call) {
        return hungUp(call, EndCause.of(EndCause.Kind.REMOTE_HUNG_UP, "The other side hung up."));
    }

    static EndCause overloaded() {
        return EndCause.of(
                EndCause.Kind.OVERLOADED, "Too many SIP messages of this call waited at once.");
    }

    /// The response to an INVITE that fits the cause of our giving up.
    static Refusal refusalFor(EndCause cause) {
        return switch (cause.kind()) {
            case AGENT_HUNG_UP -> Refusal.of(603, "call.declined", cause.sentence());
            case SETUP_FAILED, FAULT -> Refusal.of(500, "call.failed", cause.sentence());
            case OVERLOADED -> Refusal.of(503, "call.overloaded", cause.sentence());
            case SHUTDOWN -> Refusal.of(503, "call.shutdown", cause.sentence());
            case REMOTE_HUNG_UP, REMOTE_CANCELLED, NOT_ACKNOWLEDGED, MEDIA_TIMED_OUT, TOO_LONG ->
                    Refusal.of(480, "call.ended", cause.sentence());
        };
    }
}
