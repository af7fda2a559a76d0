package tandem.agentloop.turn;

import java.util.Optional;
import tandem.callmodel.PersonalText;

/// The agent is heard.
///
/// @param voice what the caller says over it, as long as it means nothing yet
/// @param guarded the caller's present voice may be our echo and does not count
record Speaking(Ground ground, Sound sound, Optional<Utterance> voice, boolean guarded)
        implements TurnState {

    /// @param since when the reply's first packet left
    /// @param resumes how often it was resumed
    record Sound(long since, int resumes) {
        Sound resumed() {
            return new Sound(since, resumes + 1);
        }
    }

    /// The reply begins to be heard, perhaps while the caller speaks.
    static Step begin(Ground ground, Optional<Utterance> voice, long nanos) {
        Speaking speaking = new Speaking(ground, new Sound(nanos, 0), voice, false);
        if (voice.isEmpty()) {
            return Step.to(speaking);
        }
        Utterance said = voice.get();
        if (new Moves(ground).isNews(said.text())) {
            return new Moves(ground).interrupt(said, nanos);
        }
        return said.voiced() ? speaking.lasting(said, nanos) : Step.to(speaking);
    }

    @Override
    public Step on(TurnEvent event) {
        return switch (event) {
            case TurnEvent.FromCaller caller -> caller(caller);
            case TurnEvent.FromReply reply -> reply(reply);
            case TurnEvent.HeldByRemote held -> OnHold.begin(this, held.nanos());
            case TurnEvent.FromCall _ -> Step.to(this);
        };
    }

    private Step reply(TurnEvent.FromReply event) {
        return switch (event) {
            case TurnEvent.ReplySounded _ -> Step.to(this);
            case TurnEvent.ReplyAsked asked -> with(ground.expecting(asked.expectation()));
            case TurnEvent.ReplyKnown known -> {
                Ground next =
                        ground.reply(ground.reply().known(known.ending(), known.interruptible()));
                yield known.interruptible()
                        ? with(next)
                        : Step.to(new Reciting(next, voice.filter(Utterance::voiced)));
            }
            case TurnEvent.ReplyFailed _ ->
                    with(new Moves(ground).failed()).after(new TurnEffect.Apologize(ground.turn()));
            case TurnEvent.ReplySpoken(long nanos) -> new Moves(ground).spoken(voice, nanos);
        };
    }

    private Step caller(TurnEvent.FromCaller event) {
        return switch (event) {
            case TurnEvent.VoiceStarted(long nanos) -> {
                boolean echo = ground.rules().interruption().isGuarded(nanos, sound.since());
                Utterance said =
                        voice.orElse(Utterance.begun(nanos, Utterance.Origin.OVER_AGENT))
                                .with(event);
                yield Step.to(new Speaking(ground, sound, echo ? voice : Optional.of(said), echo));
            }
            case TurnEvent.VoiceSustained _ ->
                    guarded || voice.isEmpty()
                            ? Step.to(this)
                            : lasting(voice.get().with(event), event.nanos());
            case TurnEvent.VoiceEnded ended ->
                    guarded || voice.isEmpty()
                            ? Step.to(
                                    new Speaking(
                                            ground.deafUntil(ended.lastVoicedAt()),
                                            sound,
                                            voice,
                                            false))
                            : with(voice.map(said -> said.with(event)));
            case TurnEvent.PartialHeard(String text, long nanos) -> {
                Optional<Utterance> said = guarded ? voice : voice.map(v -> v.with(event));
                yield !guarded && said.isPresent() && new Moves(ground).isNews(text)
                        ? new Moves(ground).interrupt(said.get(), nanos)
                        : with(said);
            }
            case TurnEvent.FinalHeard heard -> transcript(heard);
            case TurnEvent.TranscriptLost _ -> with(voice.map(said -> said.with(event)));
            case TurnEvent.KeyPressed key ->
                    key.key().isNumber() ? new Moves(ground).interrupt(key, voice) : Step.to(this);
        };
    }

    /// Voice that goes on: the agent is lowered, then falls silent, then gives the floor up.
    private Step lasting(Utterance said, long nanos) {
        TurnSettings.BargeIn limits = ground.settings().bargeIn();
        Moves moves = new Moves(ground);
        if (ground.rules().interruption().isLongEnough(said)) {
            return moves.interrupt(said, nanos);
        }
        if (Moves.reaches(said.voicedNow(), limits.hold()) && moves.mayHold(sound.resumes())) {
            return Step.to(new Held(ground, sound, said, nanos), new TurnEffect.Hold(true));
        }
        if (Moves.reaches(said.voicedNow(), limits.duck())) {
            return Step.to(new Ducked(ground, sound, said), new TurnEffect.Duck());
        }
        return with(Optional.of(said));
    }

    private Step transcript(TurnEvent.FinalHeard heard) {
        Optional<Commitment> replied = ground.commitment();
        if (replied.isPresent() && replied.get().isAwaiting(heard, ground.settings())) {
            return late(replied.get(), heard);
        }
        if (guarded || ground.isPast(heard.endedAt())) {
            return Step.to(this);
        }
        Utterance said = voice.map(v -> v.with(heard)).orElse(Utterance.unvoiced(heard));
        return new Moves(ground).isNews(heard.text())
                ? new Moves(ground).interrupt(said, heard.nanos())
                : with(voice.filter(Utterance::voiced).map(v -> v.with(heard)));
    }

    /// Too late to reply to it, in time for the record.
    private Step late(Commitment replied, TurnEvent.FinalHeard heard) {
        Utterance said = replied.utterance().with(heard);
        if (heard.text().isBlank()) {
            return Step.to(this);
        }
        Commitment corrected = new Commitment(said, replied.nanos(), false, replied.keyed());
        return Step.to(
                new Speaking(
                        ground.replying(ground.reply(), Optional.of(corrected)),
                        sound,
                        voice,
                        guarded),
                new TurnEffect.CorrectCaller(ground.turn(), new PersonalText(said.text())));
    }

    private Step with(Ground next) {
        return Step.to(new Speaking(next, sound, voice, guarded));
    }

    private Step with(Optional<Utterance> said) {
        return Step.to(new Speaking(ground, sound, said, guarded));
    }
}
