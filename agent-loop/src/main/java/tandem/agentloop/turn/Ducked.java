package tandem.agentloop.turn;

import java.util.Optional;

/// The caller's voice has begun over the agent's, which is lowered.
record Ducked(Ground ground, Speaking.Sound sound, Utterance said) implements TurnState {

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
                        : Step.to(new Reciting(next, Optional.of(said)), new TurnEffect.Unduck());
            }
            case TurnEvent.ReplyFailed _ ->
                    with(new Moves(ground).failed()).after(new TurnEffect.Apologize(ground.turn()));
            case TurnEvent.ReplySpoken(long nanos) ->
                    new Moves(ground)
                            .spoken(Optional.of(said), nanos)
                            .after(new TurnEffect.Unduck());
        };
    }

    private Step caller(TurnEvent.FromCaller event) {
        Utterance more = said.with(event);
        Moves moves = new Moves(ground);
        return switch (event) {
            case TurnEvent.VoiceSustained(var voiced, long nanos) -> {
                if (ground.rules().interruption().isLongEnough(more)) {
                    yield moves.interrupt(more, nanos);
                }
                yield Moves.reaches(voiced, ground.settings().bargeIn().hold())
                                && moves.mayHold(sound.resumes())
                        ? Step.to(new Held(ground, sound, more, nanos), new TurnEffect.Hold(true))
                        : with(more);
            }
            case TurnEvent.VoiceEnded _ ->
                    Step.to(
                            new Speaking(ground, sound, Optional.of(more), false),
                            new TurnEffect.Unduck(),
                            new TurnEffect.ReportBargeIn(ground.turn(), "ducked"));
            case TurnEvent.PartialHeard(String text, long nanos) ->
                    moves.isNews(text) ? moves.interrupt(more, nanos) : with(more);
            case TurnEvent.FinalHeard heard ->
                    !ground.isPast(heard.endedAt()) && moves.isNews(heard.text())
                            ? moves.interrupt(more, heard.nanos())
                            : Step.to(this);
            case TurnEvent.KeyPressed key ->
                    key.key().isNumber() ? moves.interrupt(key, Optional.of(said)) : Step.to(this);
            case TurnEvent.VoiceStarted _, TurnEvent.TranscriptLost _ -> with(more);
        };
    }

    private Step with(Ground next) {
        return Step.to(new Ducked(next, sound, said));
    }

    private Step with(Utterance more) {
        return Step.to(new Ducked(ground, sound, more));
    }
}
