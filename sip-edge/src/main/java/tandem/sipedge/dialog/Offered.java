package tandem.sipedge.dialog;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tandem.callcontrol.EndCause;
import tandem.callcontrol.SipEvent;
import tandem.callmodel.CallId;
import tandem.sipedge.dialog.DialogEffect.SendAnswer;
import tandem.sipedge.dialog.DialogEffect.SendRinging;
import tandem.sipedge.dialog.DialogEffect.Tell;
import tandem.sipedge.dialog.DialogEvent.*;
import tandem.sipedge.sdp.Negotiation;

/// The first INVITE waits for call control.
record Offered(
        CallId call, Timings timings, Exchange invite, Negotiation.Agreed offer, long giveUpAt)
        implements DialogState {

    @Override
    public Step on(DialogEvent event, long now) {
        return switch (event) {
            case RingAsked() -> Step.to(this, new SendRinging(invite));
            case AnswerAsked(var local) ->
                    Step.to(
                            new Answered(
                                    call,
                                    timings,
                                    offer.media(),
                                    local,
                                    true,
                                    Retransmission.started(timings, now),
                                    Optional.empty()),
                            new SendAnswer(invite, offer.plan(), local));
            case RefuseAsked(var refusal) -> Step.to(new Ended(), Replies.refuse(invite, refusal));
            case HangUpAsked(var cause) ->
                    Step.to(new Ended(), Replies.refuse(invite, Replies.refusalFor(cause)));
            case CancelReceived(var exchange) ->
                    Step.to(
                            new Ended(),
                            Replies.ok(exchange),
                            Replies.terminated(invite),
                            new Tell(new SipEvent.Cancelled(call)));
            case ByeReceived(var exchange) ->
                    Step.to(
                            new Ended(),
                            Replies.ok(exchange),
                            Replies.terminated(invite),
                            Replies.hungUpByRemote(call));
            case ReinviteReceived(var exchange, _) -> Step.to(this, Replies.pending(exchange));
            case InfoReceived info -> new Step(this, Replies.info(call, info));
            case OptionsReceived(var exchange) -> Step.to(this, Replies.ok(exchange));
            case TimePassed() -> now - giveUpAt < 0 ? Step.to(this) : timedOut();
            case Overflowed() -> overflowed();
            case AckReceived _, ByeFinished _ -> Step.to(this);
        };
    }

    @Override
    public OptionalLong wakeAt() {
        return OptionalLong.of(giveUpAt);
    }

    private Step timedOut() {
        EndCause cause =
                EndCause.of(EndCause.Kind.SETUP_FAILED, "The call was not answered in time.");
        return new Step(
                new Ended(), List.of(Replies.timedOut(invite), Replies.hungUp(call, cause)));
    }

    private Step overflowed() {
        EndCause cause = Replies.overloaded();
        return Step.to(
                new Ended(),
                Replies.refuse(invite, Replies.refusalFor(cause)),
                Replies.hungUp(call, cause));
    }
}
