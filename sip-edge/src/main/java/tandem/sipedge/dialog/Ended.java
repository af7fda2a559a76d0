package tandem.sipedge.dialog;

import java.util.OptionalLong;
import tandem.sipedge.dialog.DialogEvent.*;

/// Over. Whatever still comes is told so.
public record Ended() implements DialogState {

    @Override
    public Step on(DialogEvent event, long now) {
        return switch (event) {
            case ByeReceived(var exchange) -> Step.to(this, Replies.gone(exchange));
            case ReinviteReceived(var exchange, _) -> Step.to(this, Replies.gone(exchange));
            case InfoReceived(var exchange, _) -> Step.to(this, Replies.gone(exchange));
            case OptionsReceived(var exchange) -> Step.to(this, Replies.gone(exchange));
            case CancelReceived(var exchange) -> Step.to(this, Replies.ok(exchange));
            case RingAsked _,
                    AnswerAsked _,
                    RefuseAsked _,
                    HangUpAsked _,
                    AckReceived _,
                    ByeFinished _,
                    TimePassed _,
                    Overflowed _ ->
                    Step.to(this);
        };
    }

    @Override
    public OptionalLong wakeAt() {
        return OptionalLong.empty();
    }
}
