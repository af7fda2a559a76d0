package tandem.agentloop.turn;

import java.util.OptionalLong;
import tandem.agentloop.CallerInput;

/// A human was asked for; the call says what comes of it. What the caller says meanwhile is not for
/// the agent.
///
/// @param since when it was asked
record HandOverPending(Ground ground, long since) implements TurnState {

    @Override
    public OptionalLong deadline() {
        return OptionalLong.of(since + ground.settings().waits().handOver().toNanos());
    }

    @Override
    public Step on(TurnEvent event) {
        return switch (event) {
            case TurnEvent.HandOverFailed(String reason, String callBack, long nanos) ->
                    failed(reason, callBack, nanos);
            case TurnEvent.TimeUp(long nanos) -> failed("no answer", "", nanos);
            case TurnEvent.VoiceEnded ended ->
                    Step.to(new HandOverPending(ground.deafUntil(ended.lastVoicedAt()), since));
            case TurnEvent.HeldByRemote held -> OnHold.begin(this, held.nanos());
            case TurnEvent.FromCaller _, TurnEvent.FromReply _, TurnEvent.FromCall _ ->
                    Step.to(this);
        };
    }

    private Step failed(String reason, String callBack, long nanos) {
        return new Moves(ground.failures(0))
                .prompt(new CallerInput.HandOverFailed(reason, callBack), nanos);
    }
}
