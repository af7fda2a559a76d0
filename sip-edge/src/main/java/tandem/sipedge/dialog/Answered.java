package tandem.sipedge.dialog;

import java.util.Optional;
import java.util.OptionalLong;
import tandem.callcontrol.EndCause;
import tandem.callcontrol.MediaAddress;
import tandem.callcontrol.NegotiatedMedia;
import tandem.callcontrol.SipEvent;
import tandem.callmodel.CallId;
import tandem.sipedge.dialog.DialogEffect.ResendAnswer;
import tandem.sipedge.dialog.DialogEffect.SendBye;
import tandem.sipedge.dialog.DialogEffect.Tell;
import tandem.sipedge.dialog.DialogEvent.*;

/// 200 was sent, to the first INVITE or a later one, and waits for its ACK.
///
/// @param first it was the first INVITE
/// @param leaving call control has hung up meanwhile: BYE must wait for the ACK (RFC 3261 §15)
record Answered(
        CallId call,
        Timings timings,
        NegotiatedMedia media,
        MediaAddress local,
        boolean first,
        Retransmission retransmission,
        Optional<EndCause> leaving)
        implements DialogState {

    @Override
    public Step on(DialogEvent event, long now) {
        return switch (event) {
            case AckReceived() -> acknowledged(now);
            case HangUpAsked(var cause) -> Step.to(leavingFor(cause));
            case ByeReceived(var exchange) ->
                    leaving.isPresent()
                            ? Step.to(new Ended(), Replies.ok(exchange))
                            : Step.to(
                                    new Ended(),
                                    Replies.ok(exchange),
                                    Replies.hungUpByRemote(call));
            // Too late: the final response is out.
            case CancelReceived(var exchange) -> Step.to(this, Replies.ok(exchange));
            case ReinviteReceived(var exchange, _) -> Step.to(this, Replies.pending(exchange));
            case InfoReceived info -> new Step(this, Replies.info(call, info));
            case OptionsReceived(var exchange) -> Step.to(this, Replies.ok(exchange));
            case TimePassed() -> timePassed(now);
            case Overflowed() ->
                    leaving.isPresent()
                            ? Step.to(this)
                            : Step.to(
                                    leavingFor(Replies.overloaded()),
                                    Replies.hungUp(call, Replies.overloaded()));
            case RingAsked _, AnswerAsked _, RefuseAsked _, ByeFinished _ -> Step.to(this);
        };
    }

    @Override
    public OptionalLong wakeAt() {
        return OptionalLong.of(retransmission.wakeAt());
    }

    private Step acknowledged(long now) {
        if (leaving.isPresent()) {
            return Step.to(Leaving.since(call, timings, now), new SendBye(leaving.get()));
        }
        Talking talking = new Talking(call, timings, media, local);
        return first
                ? Step.to(talking, new Tell(new SipEvent.Acknowledged(call)))
                : Step.to(talking);
    }

    private Step timePassed(long now) {
        if (now - retransmission.giveUpAt() >= 0) {
            return givenUp(now);
        }
        if (now - retransmission.nextAt() >= 0) {
            return Step.to(
                    new Answered(
                            call,
                            timings,
                            media,
                            local,
                            first,
                            retransmission.resent(timings, now),
                            leaving),
                    new ResendAnswer());
        }
        return Step.to(this);
    }

    private Step givenUp(long now) {
        DialogState next = Leaving.since(call, timings, now);
        if (leaving.isPresent()) {
            return Step.to(next, new SendBye(leaving.get()));
        }
        EndCause cause =
                EndCause.of(EndCause.Kind.NOT_ACKNOWLEDGED, "The answer was never acknowledged.");
        return Step.to(next, new SendBye(cause), Replies.hungUp(call, cause));
    }

    private Answered leavingFor(EndCause cause) {
        return new Answered(
                call,
                timings,
                media,
                local,
                first,
                retransmission,
                Optional.of(leaving.orElse(cause)));
    }
}
