package tandem.agentloop.turn;

import java.time.Duration;
import java.util.Optional;
import tandem.agentloop.CallerInput;
import tandem.agentloop.Expectation;

/// The moves that more than one state makes. Pure.
record Moves(Ground ground) {

    /// The caller's floor: on as long as there is voice, else until the end of the turn is decided.
    Step settle(Utterance said, long nanos) {
        if (said.voiced()) {
            return Step.to(new CallerSpeaking(ground, said));
        }
        AwaitingEnd waiting = new AwaitingEnd(ground, said);
        return waiting.deadline().getAsLong() <= nanos ? conclude(said, nanos) : Step.to(waiting);
    }

    /// Ends the caller's turn: replies, or dismisses what was nothing.
    Step conclude(Utterance said, long nanos) {
        Rules rules = ground.rules();
        boolean murmur =
                said.origin() == Utterance.Origin.OVER_AGENT
                        && !(ground.expectation() instanceof Expectation.YesNo)
                        && rules.backchannels().isOnly(said.text());
        if (rules.endOfTurn().isNothing(said) || murmur) {
            return Step.to(new Listening(ground.deafUntil(said.lastVoicedAt())));
        }
        boolean interim = said.transcript() == Utterance.Transcript.PENDING;
        TurnEffect.How how =
                interim
                        ? TurnEffect.How.INTERIM
                        : said.origin() == Utterance.Origin.MERGED
                                ? TurnEffect.How.MERGED
                                : TurnEffect.How.SPOKEN;
        return commit(new Commitment(said, nanos, interim, ""), how);
    }

    /// Replies to what was said.
    Step commit(Commitment commitment, TurnEffect.How how) {
        Utterance said = commitment.utterance();
        long nanos = commitment.nanos();
        long due = ground.rules().endOfTurn().due(said, ground.expectation(), ground.pauses());
        long last = Math.min(said.lastVoiced(), nanos);
        TurnEffect.Waited waited = new TurnEffect.Waited(last, Math.clamp(due, last, nanos), nanos);
        return new Moves(ground.silences(0).deafUntil(said.lastVoicedAt()))
                .reply(
                        new CallerInput.Spoke(said.hypotheses()),
                        how,
                        waited,
                        Optional.of(commitment));
    }

    /// Replies to keys; what was spoken meanwhile is over.
    Step keyed(String digits, Utterance meanwhile, long lastKey, long nanos) {
        Commitment commitment = new Commitment(meanwhile, nanos, false, digits);
        return new Moves(ground.silences(0).deafUntil(meanwhile.lastVoicedAt()))
                .reply(
                        new CallerInput.Keyed(digits),
                        TurnEffect.How.KEYED,
                        new TurnEffect.Waited(lastKey, lastKey, nanos),
                        Optional.of(commitment));
    }

    /// Speaks unasked.
    Step prompt(CallerInput input, long nanos) {
        return reply(
                input,
                TurnEffect.How.UNPROMPTED,
                new TurnEffect.Waited(nanos, nanos, nanos),
                Optional.empty());
    }

    /// One more reprompt, or the goodbye after the last.
    Step reprompt(long nanos) {
        int times = ground.silences() + 1;
        Step asked =
                new Moves(ground.silences(times))
                        .prompt(new CallerInput.StayedSilent(times), nanos);
        if (times <= ground.settings().limits().reprompts()) {
            return asked;
        }
        Ground last = asked.next().ground();
        Ground.Reply goodbye =
                Ground.Reply.endingWith(last.turn(), new Ending.HangUp("the caller stayed silent"));
        return new Step(
                new Thinking(
                        last.reply(goodbye), new CallerInput.StayedSilent(times), Optional.empty()),
                asked.effects());
    }

    private Step reply(
            CallerInput input,
            TurnEffect.How how,
            TurnEffect.Waited waited,
            Optional<Commitment> commitment) {
        Ground next = ground.replying(Ground.Reply.begun(ground.turn().next()), commitment);
        return Step.to(
                new Thinking(next, input, Optional.empty()),
                new TurnEffect.StartReply(next.turn(), input, how, waited));
    }

    /// The caller has the floor: the reply is cut to what was sent.
    Step interrupt(Utterance said, long nanos) {
        return new Moves(ground.silences(0))
                .settle(said, nanos)
                .after(
                        new TurnEffect.CancelReply(ground.turn(), false),
                        new TurnEffect.ReportBargeIn(ground.turn(), "interrupted"));
    }

    /// A key over the agent's voice.
    Step interrupt(TurnEvent.KeyPressed key, Optional<Utterance> voice) {
        return new Moves(ground.silences(0))
                .collect(key, voice)
                .after(
                        new TurnEffect.CancelReply(ground.turn(), false),
                        new TurnEffect.ReportBargeIn(ground.turn(), "interrupted"));
    }

    Step collect(TurnEvent.KeyPressed key, Optional<Utterance> voice) {
        return new Keying(ground, Keys.none(key.nanos()), voice).on(key);
    }

    /// The reply was spoken. `voice` is what the caller began to say over its end.
    Step spoken(Optional<Utterance> voice, long nanos) {
        Ground over =
                ground.silentSince(nanos).failures(ground.reply().failed() ? ground.failures() : 0);
        return switch (ground.reply().ending().orElse(new Ending.AwaitCaller())) {
            case Ending.AwaitCaller _ ->
                    voice.isPresent()
                            ? new Moves(over).settle(voice.get(), nanos)
                            : Step.to(new Listening(over));
            case Ending.Welcome _ ->
                    voice.isPresent()
                            ? new Moves(over).settle(voice.get(), nanos)
                            : new Moves(over).prompt(new CallerInput.Arrived(), nanos);
            case Ending.HangUp hangUp -> closing(over, hangUp, nanos);
            case Ending.HandOver handOver -> closing(over, handOver, nanos);
        };
    }

    private static Step closing(Ground over, Ending ending, long nanos) {
        return Step.to(
                new Closing(
                        over, ending, nanos + over.settings().waits().afterLastWord().toNanos()));
    }

    /// One more reply failed; after too many a human is wanted.
    Ground failed() {
        int failures = ground.failures() + 1;
        Ending then =
                failures >= ground.settings().limits().failures()
                        ? new Ending.HandOver("replies failed")
                        : new Ending.AwaitCaller();
        return ground.failures(failures).reply(ground.reply().failing(then));
    }

    /// Whether voice of this length may still stop the agent before it is decided what it means.
    boolean mayHold(int resumes) {
        return resumes < ground.settings().bargeIn().resumes();
    }

    boolean isNews(String text) {
        return ground.rules().interruption().isNews(text, ground);
    }

    static boolean reaches(Duration voiced, Duration threshold) {
        return voiced.compareTo(threshold) >= 0;
    }
}
