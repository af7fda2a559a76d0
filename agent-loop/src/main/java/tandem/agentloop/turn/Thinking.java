package tandem.agentloop.turn;

import java.time.Duration;
import java.util.Optional;
import tandem.agentloop.CallerInput;

/// Model and tools work on the reply; none of it has been heard.
///
/// @param again what the caller says meanwhile
record Thinking(Ground ground, CallerInput input, Optional<Utterance> again) implements TurnState {

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
            case TurnEvent.ReplySounded(long nanos) ->
                    ground.reply().interruptible()
                            ? Speaking.begin(ground, again, nanos)
                            : Step.to(new Reciting(ground, again.filter(Utterance::voiced)));
            case TurnEvent.ReplyAsked asked -> with(ground.expecting(asked.expectation()));
            case TurnEvent.ReplyKnown known ->
                    with(ground.reply(ground.reply().known(known.ending(), known.interruptible())));
            case TurnEvent.ReplyFailed _ ->
                    with(new Moves(ground).failed()).after(new TurnEffect.Apologize(ground.turn()));
            case TurnEvent.ReplySpoken(long nanos) -> unheard(nanos);
        };
    }

    /// The reply is over and nothing of it could be heard.
    private Step unheard(long nanos) {
        boolean ends =
                ground.reply().ending().filter(e -> !(e instanceof Ending.AwaitCaller)).isPresent();
        Ground over = ends || ground.reply().failed() ? ground : new Moves(ground).failed();
        return new Moves(over).spoken(again, nanos);
    }

    private Step caller(TurnEvent.FromCaller event) {
        return switch (event) {
            case TurnEvent.VoiceStarted(long nanos) ->
                    with(again.orElse(Utterance.begun(nanos, Utterance.Origin.OWN)).with(event));
            case TurnEvent.VoiceSustained(Duration voiced, long nanos) -> {
                Utterance more =
                        again.orElse(Utterance.begun(nanos, Utterance.Origin.OWN)).with(event);
                yield isUnfinished() && Moves.reaches(voiced, ground.settings().bargeIn().hold())
                        ? withdraw(more, nanos)
                        : with(more);
            }
            case TurnEvent.VoiceEnded ended when again.isEmpty() ->
                    with(ground.deafUntil(ended.lastVoicedAt()));
            case TurnEvent.VoiceEnded _, TurnEvent.TranscriptLost _ ->
                    Step.to(new Thinking(ground, input, again.map(more -> more.with(event))));
            case TurnEvent.PartialHeard(String text, long nanos) -> {
                Optional<Utterance> more = again.map(said -> said.with(event));
                yield more.isPresent() && isWithdrawable() && new Moves(ground).isNews(text)
                        ? withdraw(more.get(), nanos)
                        : Step.to(new Thinking(ground, input, more));
            }
            case TurnEvent.FinalHeard heard -> transcript(heard);
            case TurnEvent.KeyPressed key -> key(key);
        };
    }

    private Step key(TurnEvent.KeyPressed key) {
        if (!key.key().isNumber() || !isWithdrawable()) {
            return Step.to(this);
        }
        return new Moves(ground)
                .collect(key, again)
                .after(new TurnEffect.CancelReply(ground.turn(), true));
    }

    private Step transcript(TurnEvent.FinalHeard heard) {
        Optional<Commitment> replied = ground.commitment();
        if (replied.isPresent() && replied.get().isAwaiting(heard, ground.settings())) {
            return late(replied.get(), heard);
        }
        if (ground.isPast(heard.endedAt())) {
            return Step.to(this);
        }
        Utterance more = again.map(said -> said.with(heard)).orElse(Utterance.unvoiced(heard));
        return isWithdrawable() && new Moves(ground).isNews(heard.text())
                ? withdraw(more, heard.nanos())
                : with(more);
    }

    /// The final transcript of what the interim text was taken for.
    private Step late(Commitment replied, TurnEvent.FinalHeard heard) {
        Utterance said = replied.utterance().with(heard);
        boolean same =
                Words.normalized(said.text()).equals(Words.normalized(replied.utterance().text()));
        if (heard.text().isBlank() || same) {
            return Step.to(this);
        }
        Commitment corrected = new Commitment(said, heard.nanos(), false, "");
        return new Moves(ground)
                .commit(corrected, TurnEffect.How.LATE_FINAL)
                .after(new TurnEffect.CancelReply(ground.turn(), true));
    }

    /// The caller had not finished: what was said so far and what follows are one turn.
    private Step withdraw(Utterance more, long nanos) {
        Optional<Utterance> before =
                ground.commitment().filter(c -> c.keyed().isEmpty()).map(Commitment::utterance);
        Ground learned =
                before.isPresent() && more.voiced()
                        ? ground.paused(
                                Duration.ofNanos(more.lastVoiced() - before.get().lastVoiced()))
                        : ground;
        return new Moves(learned)
                .settle(before.map(more::following).orElse(more), nanos)
                .after(new TurnEffect.CancelReply(ground.turn(), true));
    }

    /// True when voice alone says that the caller goes on. Otherwise the voice is dealt with once
    /// the reply is heard, as over any other speech.
    private boolean isUnfinished() {
        return input instanceof CallerInput.Spoke;
    }

    /// Keys were complete, and that no human was found has to be said.
    private boolean isWithdrawable() {
        return switch (input) {
            case CallerInput.Spoke _, CallerInput.StayedSilent _, CallerInput.Arrived _ -> true;
            case CallerInput.Keyed _, CallerInput.HandOverFailed _ -> false;
        };
    }

    private Step with(Ground next) {
        return Step.to(new Thinking(next, input, again));
    }

    private Step with(Utterance more) {
        return Step.to(new Thinking(ground, input, Optional.of(more)));
    }
}
