package tandem.agentloop.turn;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// The caller has paused: is that the end of the turn?
record AwaitingEnd(Ground ground, Utterance said) implements TurnState {

    @Override
    public OptionalLong deadline() {
        return OptionalLong.of(
                ground.rules().endOfTurn().deadline(said, ground.expectation(), ground.pauses()));
    }

    @Override
    public Step on(TurnEvent event) {
        return switch (event) {
            case TurnEvent.FromCaller caller -> caller(caller);
            case TurnEvent.ReplyAsked asked ->
                    Step.to(new AwaitingEnd(ground.expecting(asked.expectation()), said));
            case TurnEvent.TimeUp(long nanos) -> new Moves(ground).conclude(said, nanos);
            case TurnEvent.HeldByRemote held -> OnHold.begin(this, held.nanos());
            case TurnEvent.FromReply _, TurnEvent.FromCall _ -> Step.to(this);
        };
    }

    private Step caller(TurnEvent.FromCaller event) {
        return switch (event) {
            case TurnEvent.VoiceStarted(long nanos) -> {
                Duration pause = Duration.ofNanos(nanos - said.lastVoiced());
                yield new Moves(ground.paused(pause)).settle(said.with(event), nanos);
            }
            case TurnEvent.KeyPressed key -> new Moves(ground).collect(key, Optional.of(said));
            case TurnEvent.FinalHeard heard when ground.isPast(heard.endedAt()) -> Step.to(this);
            case TurnEvent.VoiceSustained _,
                    TurnEvent.VoiceEnded _,
                    TurnEvent.PartialHeard _,
                    TurnEvent.FinalHeard _,
                    TurnEvent.TranscriptLost _ ->
                    new Moves(ground).settle(said.with(event), event.nanos());
        };
    }
}
