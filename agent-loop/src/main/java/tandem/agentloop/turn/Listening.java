package tandem.agentloop.turn;

import java.util.Optional;
import java.util.OptionalLong;

/// Nobody speaks: the caller's turn has not begun. Too long a silence is broken by the agent.
record Listening(Ground ground) implements TurnState {

    @Override
    public OptionalLong deadline() {
        return OptionalLong.of(
                ground.silentSince() + ground.settings().waits().silence().toNanos());
    }

    @Override
    public Step on(TurnEvent event) {
        return switch (event) {
            case TurnEvent.FromCaller caller -> caller(caller);
            case TurnEvent.ReplyAsked asked ->
                    Step.to(new Listening(ground.expecting(asked.expectation())));
            case TurnEvent.TimeUp(long nanos) -> new Moves(ground).reprompt(nanos);
            case TurnEvent.HeldByRemote held -> OnHold.begin(this, held.nanos());
            case TurnEvent.FromReply _, TurnEvent.FromCall _ -> Step.to(this);
        };
    }

    private Step caller(TurnEvent.FromCaller event) {
        return switch (event) {
            case TurnEvent.VoiceStarted(long nanos) -> speaking(event, nanos);
            case TurnEvent.VoiceSustained(var _, long nanos) -> speaking(event, nanos);
            case TurnEvent.FinalHeard heard ->
                    heard.text().isBlank() || ground.isPast(heard.endedAt())
                            ? Step.to(this)
                            : new Moves(ground).settle(Utterance.unvoiced(heard), heard.nanos());
            case TurnEvent.KeyPressed key -> new Moves(ground).collect(key, Optional.empty());
            case TurnEvent.VoiceEnded ended ->
                    Step.to(new Listening(ground.deafUntil(ended.lastVoicedAt())));
            case TurnEvent.PartialHeard _, TurnEvent.TranscriptLost _ -> Step.to(this);
        };
    }

    private Step speaking(TurnEvent.FromCaller event, long nanos) {
        Utterance said = Utterance.begun(nanos, Utterance.Origin.OWN).with(event);
        return Step.to(new CallerSpeaking(ground, said));
    }
}
