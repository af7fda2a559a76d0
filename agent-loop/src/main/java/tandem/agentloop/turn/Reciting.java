package tandem.agentloop.turn;

import java.util.Optional;

/// The agent says what must be heard to its end: the disclosure, or a reply that may not be
/// interrupted. What the caller does meanwhile is discarded, not queued.
///
/// @param voice the caller's present stretch of speech; its length alone is kept, for when it lasts
///   beyond the end
record Reciting(Ground ground, Optional<Utterance> voice) implements TurnState {

    @Override
    public Step on(TurnEvent event) {
        return switch (event) {
            case TurnEvent.FromCaller caller -> caller(caller);
            case TurnEvent.ReplySounded _ -> Step.to(this);
            case TurnEvent.ReplyAsked asked ->
                    Step.to(new Reciting(ground.expecting(asked.expectation()), voice));
            case TurnEvent.ReplyKnown known ->
                    Step.to(
                            new Reciting(
                                    ground.reply(
                                            ground.reply()
                                                    .known(known.ending(), known.interruptible())),
                                    voice));
            case TurnEvent.ReplyFailed _ ->
                    Step.to(
                            new Reciting(new Moves(ground).failed(), voice),
                            new TurnEffect.Apologize(ground.turn()));
            case TurnEvent.ReplySpoken(long nanos) -> new Moves(ground).spoken(lasting(), nanos);
            case TurnEvent.HeldByRemote held -> OnHold.begin(this, held.nanos());
            case TurnEvent.FromCall _ -> Step.to(this);
        };
    }

    private Step caller(TurnEvent.FromCaller event) {
        return switch (event) {
            case TurnEvent.VoiceStarted(long nanos) ->
                    speaking(Optional.of(Utterance.begun(nanos, Utterance.Origin.OVER_AGENT)));
            case TurnEvent.VoiceSustained sustained ->
                    speaking(voice.map(said -> said.with(sustained)));
            case TurnEvent.VoiceEnded ended ->
                    Step.to(new Reciting(ground.deafUntil(ended.lastVoicedAt()), Optional.empty()));
            case TurnEvent.PartialHeard _,
                    TurnEvent.FinalHeard _,
                    TurnEvent.TranscriptLost _,
                    TurnEvent.KeyPressed _ ->
                    Step.to(this);
        };
    }

    private Step speaking(Optional<Utterance> said) {
        return Step.to(new Reciting(ground, said));
    }

    /// A caller who has been talking for longer than a noise when we end has the floor.
    private Optional<Utterance> lasting() {
        return voice.filter(
                said -> Moves.reaches(said.voicedNow(), ground.settings().bargeIn().hold()));
    }
}
