package tandem.agentloop.turn;

import java.util.Optional;
import java.util.OptionalLong;

/// The caller keys digits in, perhaps speaking as well ("say or key in").
record Keying(Ground ground, Keys keys, Optional<Utterance> voice) implements TurnState {

    /// The pause that ends the digits; it does not run while the caller speaks.
    @Override
    public OptionalLong deadline() {
        if (voice.isPresent() && voice.get().voiced()) {
            return OptionalLong.empty();
        }
        long last = Math.max(keys.last(), voice.map(Utterance::lastVoiced).orElse(keys.last()));
        return OptionalLong.of(last + ground.settings().waits().betweenKeys().toNanos());
    }

    @Override
    public Step on(TurnEvent event) {
        return switch (event) {
            case TurnEvent.FromCaller caller -> caller(caller);
            case TurnEvent.ReplyAsked asked ->
                    Step.to(new Keying(ground.expecting(asked.expectation()), keys, voice));
            case TurnEvent.TimeUp(long nanos) -> complete(keys, nanos);
            case TurnEvent.HeldByRemote held -> OnHold.begin(this, held.nanos());
            case TurnEvent.FromReply _, TurnEvent.FromCall _ -> Step.to(this);
        };
    }

    private Step caller(TurnEvent.FromCaller event) {
        return switch (event) {
            case TurnEvent.KeyPressed(var key, long nanos) -> {
                Keys next = keys.with(key, nanos);
                yield switch (next.progress(key, ground.expectation())) {
                    case COMPLETE -> complete(next, nanos);
                    case COLLECTING -> Step.to(new Keying(ground, next, voice));
                    case CLEARED -> cleared(next, nanos);
                };
            }
            case TurnEvent.VoiceStarted(long nanos) -> speaking(event, nanos);
            case TurnEvent.VoiceSustained(var _, long nanos) -> speaking(event, nanos);
            case TurnEvent.FinalHeard heard when ground.isPast(heard.endedAt()) -> Step.to(this);
            case TurnEvent.FinalHeard heard when voice.isEmpty() -> Step.to(this);
            case TurnEvent.VoiceEnded _,
                    TurnEvent.PartialHeard _,
                    TurnEvent.FinalHeard _,
                    TurnEvent.TranscriptLost _ ->
                    Step.to(new Keying(ground, keys, voice.map(said -> said.with(event))));
        };
    }

    private Step speaking(TurnEvent.FromCaller event, long nanos) {
        Utterance said = voice.orElse(Utterance.begun(nanos, Utterance.Origin.OWN)).with(event);
        return Step.to(new Keying(ground, keys, Optional.of(said)));
    }

    /// Nothing is keyed in any more, or a `#` came alone: the floor is where it was.
    private Step cleared(Keys next, long nanos) {
        if (!keys.digits().isEmpty()) {
            return Step.to(new Keying(ground, next, voice));
        }
        return voice.isPresent()
                ? new Moves(ground).settle(voice.get(), nanos)
                : Step.to(new Listening(ground));
    }

    private Step complete(Keys all, long nanos) {
        if (all.digits().isEmpty()) {
            return voice.isPresent()
                    ? new Moves(ground).settle(voice.get(), nanos)
                    : Step.to(new Listening(ground));
        }
        Utterance meanwhile = voice.orElse(Utterance.begun(all.last(), Utterance.Origin.OWN));
        String spoken = SpokenDigits.of(ground.rules().language()).in(meanwhile.text());
        return new Moves(ground)
                .keyed(
                        all.joinedWith(spoken, ground.expectation()),
                        meanwhile,
                        Math.min(all.last(), nanos),
                        nanos);
    }
}
