package tandem.sipedge.dialog;

import java.util.Optional;
import java.util.OptionalLong;
import tandem.callcontrol.MediaAddress;
import tandem.callcontrol.NegotiatedMedia;
import tandem.callcontrol.SipEvent;
import tandem.callmodel.CallId;
import tandem.sipedge.dialog.DialogEffect.Refuse;
import tandem.sipedge.dialog.DialogEffect.SendAnswer;
import tandem.sipedge.dialog.DialogEffect.SendBye;
import tandem.sipedge.dialog.DialogEffect.Tell;
import tandem.sipedge.dialog.DialogEvent.*;
import tandem.sipedge.sdp.Negotiation;

/// The call stands and nothing is pending.
record Talking(CallId call, Timings timings, NegotiatedMedia media, MediaAddress local)
        implements DialogState {

    @Override
    public Step on(DialogEvent event, long now) {
        return switch (event) {
            case HangUpAsked(var cause) ->
                    Step.to(Leaving.since(call, timings, now), new SendBye(cause));
            case ByeReceived(var exchange) ->
                    Step.to(new Ended(), Replies.ok(exchange), Replies.hungUpByRemote(call));
            case ReinviteReceived(var exchange, var offer) -> reoffered(exchange, offer, now);
            case InfoReceived info -> new Step(this, Replies.info(call, info));
            case OptionsReceived(var exchange) -> Step.to(this, Replies.ok(exchange));
            case CancelReceived(var exchange) -> Step.to(this, Replies.ok(exchange));
            case Overflowed() ->
                    Step.to(
                            Leaving.since(call, timings, now),
                            new SendBye(Replies.overloaded()),
                            Replies.hungUp(call, Replies.overloaded()));
            case RingAsked _,
                    AnswerAsked _,
                    RefuseAsked _,
                    AckReceived _,
                    ByeFinished _,
                    TimePassed _ ->
                    Step.to(this);
        };
    }

    @Override
    public OptionalLong wakeAt() {
        return OptionalLong.empty();
    }

    /// Call control is asked only when something changes; a mere refresh is answered here.
    private Step reoffered(Exchange exchange, Negotiation offer, long now) {
        return switch (offer) {
            case Negotiation.Unacceptable(var refusal, var warning) ->
                    Step.to(this, new Refuse(exchange, refusal, warning));
            case Negotiation.Agreed agreed when agreed.media().equals(media) ->
                    Step.to(
                            new Answered(
                                    call,
                                    timings,
                                    media,
                                    local,
                                    false,
                                    Retransmission.started(timings, now),
                                    Optional.empty()),
                            new SendAnswer(exchange, agreed.plan(), local));
            case Negotiation.Agreed agreed ->
                    Step.to(
                            new Reoffered(this, exchange, agreed, now + timings.setup()),
                            new Tell(new SipEvent.Reinvited(call, agreed.media())));
        };
    }
}
