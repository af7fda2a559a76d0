package tandem.agentloop.turn;

import java.util.OptionalLong;

/// The last word was sent; a moment later the call ends or is handed over.
///
/// @param ending a [Ending.HangUp] or [Ending.HandOver]
record Closing(Ground ground, Ending ending, long at) implements TurnState {

    @Override
    public OptionalLong deadline() {
        return OptionalLong.of(at);
    }

    @Override
    public Step on(TurnEvent event) {
        return switch (event) {
            case TurnEvent.TimeUp(long nanos) ->
                    switch (ending) {
                        case Ending.HangUp(String reason) ->
                                Step.to(new Finished(ground), new TurnEffect.Finish(reason));
                        case Ending.HandOver(String reason) ->
                                Step.to(
                                        new HandOverPending(ground, nanos),
                                        new TurnEffect.AskHuman(reason));
                        case Ending.AwaitCaller _, Ending.Welcome _ ->
                                Step.to(new Listening(ground.silentSince(nanos)));
                    };
            case TurnEvent.FromCaller _, TurnEvent.FromReply _, TurnEvent.FromCall _ ->
                    Step.to(this);
        };
    }
}
