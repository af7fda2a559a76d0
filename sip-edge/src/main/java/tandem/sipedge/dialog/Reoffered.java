package tandem.sipedge.dialog;

import java.util.Optional;
import java.util.OptionalLong;
import tandem.callmodel.CallId;
import tandem.sipedge.dialog.DialogEffect.SendAnswer;
import tandem.sipedge.dialog.DialogEffect.SendBye;
import tandem.sipedge.dialog.DialogEvent.*;
import tandem.sipedge.sdp.Negotiation;

/// The call stands, and a re-INVITE that changes it waits for call control.
///
/// @param before the call as it goes on when the change is refused
record Reoffered(Talking before, Exchange invite, Negotiation.Agreed offer, long giveUpAt)
        implements DialogState {

    @Override
    public Step on(DialogEvent event, long now) {
        CallId call = before.call();
        return switch (event) {
            case AnswerAsked(var local) ->
                    Step.to(
                            new Answered(
                                    call,
                                    before.timings(),
                                    offer.media(),
                                    local,
                                    false,
                                    Retransmission.started(before.timings(), now),
                                    Optional.empty()),
                            new SendAnswer(invite, offer.plan(), local));
            case RefuseAsked(var refusal) -> Step.to(before, Replies.refuse(invite, refusal));
            case HangUpAsked(var cause) ->
                    Step.to(leaving(now), Replies.terminated(invite), new SendBye(cause));
            case ByeReceived(var exchange) ->
                    Step.to(
                            new Ended(),
                            Replies.terminated(invite),
                            Replies.ok(exchange),
                            Replies.hungUpByRemote(call));
            case CancelReceived(var exchange) ->
                    Step.to(before, Replies.ok(exchange), Replies.terminated(invite));
            case ReinviteReceived(var exchange, _) -> Step.to(this, Replies.pending(exchange));
            case InfoReceived info -> new Step(this, Replies.info(call, info));
            case OptionsReceived(var exchange) -> Step.to(this, Replies.ok(exchange));
            case TimePassed() ->
                    now - giveUpAt < 0 ? Step.to(this) : Step.to(before, Replies.timedOut(invite));
            case Overflowed() ->
                    Step.to(
                            leaving(now),
                            Replies.terminated(invite),
                            new SendBye(Replies.overloaded()),
                            Replies.hungUp(call, Replies.overloaded()));
            case RingAsked _, AckReceived _, ByeFinished _ -> Step.to(this);
        };
    }

    @Override
    public OptionalLong wakeAt() {
        return OptionalLong.of(giveUpAt);
    }

    private DialogState leaving(long now) {
        return Leaving.since(before.call(), before.timings(), now);
    }
}
