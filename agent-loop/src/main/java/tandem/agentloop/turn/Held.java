package tandem.agentloop.turn;

import java.util.Optional;
import java.util.OptionalLong;

/// The agent has fallen silent for the caller's voice, and it is being decided whether that is an
/// interruption.
///
/// @param since when it fell silent
record Held(Ground ground, Speaking.Sound sound, Utterance said, long since) implements TurnState {

    @Override
    public OptionalLong deadline() {
        return said.voiced()
                ? OptionalLong.empty()
                : OptionalLong.of(ground.rules().interruption().resumeAt(said));
    }

    @Override
    public Step on(TurnEvent event) {
        return switch (event) {
            case TurnEvent.FromCaller caller -> caller(caller);
            case TurnEvent.FromReply reply -> reply(reply);
            case TurnEvent.TimeUp(long nanos) -> resume(nanos);
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
                        : Step.to(
                                new Reciting(next, Optional.of(said).filter(Utterance::voiced)),
                                new TurnEffect.Resume(isShort(known.nanos())));
            }
            case TurnEvent.ReplyFailed _ ->
                    with(new Moves(ground).failed()).after(new TurnEffect.Apologize(ground.turn()));
            // Its last packet had already left when it was held.
            case TurnEvent.ReplySpoken(long nanos) ->
                    new Moves(ground)
                            .spoken(Optional.of(said), nanos)
                            .after(new TurnEffect.Resume(true));
        };
    }

    private Step caller(TurnEvent.FromCaller event) {
        Utterance more = said.with(event);
        Moves moves = new Moves(ground);
        return switch (event) {
            case TurnEvent.VoiceSustained _, TurnEvent.VoiceEnded _ ->
                    ground.rules().interruption().isLongEnough(more)
                            ? moves.interrupt(more, event.nanos())
                            : with(more);
            case TurnEvent.PartialHeard(String text, long nanos) ->
                    moves.isNews(text) ? moves.interrupt(more, nanos) : with(more);
            case TurnEvent.FinalHeard heard -> transcript(heard, more);
            case TurnEvent.KeyPressed key ->
                    key.key().isNumber() ? moves.interrupt(key, Optional.of(said)) : Step.to(this);
            case TurnEvent.VoiceStarted _, TurnEvent.TranscriptLost _ -> with(more);
        };
    }

    private Step transcript(TurnEvent.FinalHeard heard, Utterance more) {
        if (ground.isPast(heard.endedAt())) {
            return Step.to(this);
        }
        if (new Moves(ground).isNews(heard.text())) {
            return new Moves(ground).interrupt(more, heard.nanos());
        }
        boolean decided = more.transcript() == Utterance.Transcript.COMPLETE;
        return decided ? new Held(ground, sound, more, since).resume(heard.nanos()) : with(more);
    }

    /// It was no interruption. The caller's words may still come, late.
    private Step resume(long nanos) {
        boolean settled = said.transcript() == Utterance.Transcript.COMPLETE;
        return Step.to(
                new Speaking(
                        ground,
                        sound.resumed(),
                        settled ? Optional.empty() : Optional.of(said),
                        false),
                new TurnEffect.Resume(isShort(nanos)),
                new TurnEffect.ReportBargeIn(ground.turn(), "resumed"));
    }

    private boolean isShort(long nanos) {
        return nanos - since <= ground.settings().bargeIn().exact().toNanos();
    }

    private Step with(Ground next) {
        return Step.to(new Held(next, sound, said, since));
    }

    private Step with(Utterance more) {
        return Step.to(new Held(ground, sound, more, since));
    }
}
