package tandem.sipedge.dialog;

import java.util.OptionalLong;
import tandem.callmodel.CallId;
import tandem.sipedge.dialog.DialogEvent.*;

/// Our BYE is on its way. Call control has left already.
record Leaving(CallId call, long giveUpAt) implements DialogState {

    static DialogState since(CallId call, Timings timings, long now) {
        return new Leaving(call, now + timings.patience());
    }

    @Override
    public Step on(DialogEvent event, long now) {
        return switch (event) {
            case ByeFinished _, Overflowed _ -> Step.to(new Ended());
            // BYEs cross: both are right.
            case ByeReceived(var exchange) -> Step.to(new Ended(), Replies.ok(exchange));
            case CancelReceived(var exchange) -> Step.to(this, Replies.ok(exchange));
            case ReinviteReceived(var exchange, _) -> Step.to(this, Replies.gone(exchange));
            case InfoReceived(var exchange, _) -> Step.to(this, Replies.gone(exchange));
            case OptionsReceived(var exchange) -> Step.to(this, Replies.gone(exchange));
            case TimePassed() -> Step.to(now - giveUpAt < 0 ? this : new Ended());
            case RingAsked _, AnswerAsked _, RefuseAsked _, HangUpAsked _, AckReceived _ ->
                    Step.to(this);
        };
    }

    @Override
    public OptionalLong wakeAt() {
        return OptionalLong.of(giveUpAt);
    }
}
