package tandem.agentloop.turn;

import java.util.Optional;
import tandem.callmodel.TurnId;

/// The call is not answered yet.
record Idle(Ground ground) implements TurnState {

    /// The first words say that a machine speaks, and are heard to their end.
    @Override
    public Step on(TurnEvent event) {
        return switch (event) {
            case TurnEvent.Began _ -> {
                Ground.Reply disclosure =
                        Ground.Reply.endingWith(TurnId.first(), new Ending.Welcome());
                yield Step.to(
                        new Reciting(ground.reply(disclosure), Optional.empty()),
                        new TurnEffect.Disclose(TurnId.first()));
            }
            case TurnEvent.FromCaller _, TurnEvent.FromReply _, TurnEvent.FromCall _ ->
                    Step.to(this);
        };
    }
}
