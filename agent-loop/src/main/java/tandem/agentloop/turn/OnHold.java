package tandem.agentloop.turn;

import java.util.Optional;

/// The far end has put us on hold: nobody hears us, and what we hear is music. Nothing of the
/// caller's counts, no time runs; the reply's own progress goes on behind it.
///
/// @param behind what it will be when they come back
record OnHold(TurnState behind, long since) implements TurnState {

    static Step begin(TurnState state, long nanos) {
        Ground ground = state.ground();
        return switch (state) {
            case Speaking speaking -> hold(unvoiced(ground, speaking.sound()), nanos);
            case Ducked ducked ->
                    hold(unvoiced(ground, ducked.sound()), nanos).after(new TurnEffect.Unduck());
            case Held held -> hold(unvoiced(ground, held.sound()), nanos);
            case Reciting _ -> hold(new Reciting(ground, Optional.empty()), nanos);
            case Thinking thinking ->
                    hold(new Thinking(ground, thinking.input(), Optional.empty()), nanos);
            case CallerSpeaking speaking ->
                    hold(new AwaitingEnd(ground, cut(speaking.said(), nanos)), nanos);
            case Keying keying ->
                    hold(
                            new Keying(
                                    ground,
                                    keying.keys(),
                                    keying.voice().map(said -> cut(said, nanos))),
                            nanos);
            case Idle _,
                    Listening _,
                    AwaitingEnd _,
                    OnHold _,
                    Closing _,
                    HandOverPending _,
                    Finished _ ->
                    hold(state, nanos);
        };
    }

    private static Step hold(TurnState behind, long nanos) {
        return Step.to(new OnHold(behind, nanos), new TurnEffect.Hold(false));
    }

    private static Speaking unvoiced(Ground ground, Speaking.Sound sound) {
        return new Speaking(ground, sound, Optional.empty(), false);
    }

    private static Utterance cut(Utterance said, long nanos) {
        return said.voiced()
                ? said.with(
                        new TurnEvent.VoiceEnded(
                                said.lastVoicedAt(), nanos, said.voicedNow(), nanos))
                : said;
    }

    @Override
    public Ground ground() {
        return behind.ground();
    }

    @Override
    public Step on(TurnEvent event) {
        return switch (event) {
            case TurnEvent.FromReply reply -> behind(reply);
            case TurnEvent.HandOverFailed failed -> behind(failed);
            case TurnEvent.ReturnedByRemote(long nanos) -> returned(nanos);
            case TurnEvent.VoiceEnded ended -> isWaitingForWords() ? Step.to(this) : behind(ended);
            case TurnEvent.FromCaller _, TurnEvent.FromCall _ -> Step.to(this);
        };
    }

    /// What the caller had begun to say stays as it was. Everything else notes that the transcript
    /// of what was heard on hold is to be discarded.
    private boolean isWaitingForWords() {
        return behind instanceof AwaitingEnd || behind instanceof Keying;
    }

    private Step behind(TurnEvent event) {
        Step step = behind.on(event);
        return new Step(new OnHold(step.next(), since), step.effects());
    }

    /// Silence is counted anew; a reply goes on where it was.
    private Step returned(long nanos) {
        TurnState next =
                behind instanceof Listening listening
                        ? new Listening(listening.ground().silentSince(nanos))
                        : behind;
        boolean exact = nanos - since <= ground().settings().bargeIn().exact().toNanos();
        return Step.to(next, new TurnEffect.Resume(exact));
    }
}
