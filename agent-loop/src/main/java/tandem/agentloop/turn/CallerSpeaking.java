package tandem.agentloop.turn;

import java.util.Optional;

/// The caller speaks.
record CallerSpeaking(Ground ground, Utterance said) implements TurnState {

    @Override
    public Step on(TurnEvent event) {
        return switch (event) {
            case TurnEvent.KeyPressed key -> new Moves(ground).collect(key, Optional.of(said));
            case TurnEvent.FinalHeard heard when ground.isPast(heard.endedAt()) -> Step.to(this);
            case TurnEvent.FromCaller caller ->
                    new Moves(ground).settle(said.with(caller), caller.nanos());
            case TurnEvent.ReplyAsked asked ->
                    Step.to(new CallerSpeaking(ground.expecting(asked.expectation()), said));
            case TurnEvent.HeldByRemote held -> OnHold.begin(this, held.nanos());
            case TurnEvent.FromReply _, TurnEvent.FromCall _ -> Step.to(this);
        };
    }
}
