package tandem.agentloop.turn;

import java.time.Duration;
import java.util.Optional;
import tandem.agentloop.Expectation;
import tandem.callmodel.TurnId;

/// What every state knows. Immutable.
///
/// @param expectation what the agent has asked for, as far as the caller heard it
/// @param silences reprompts since the caller last did something
/// @param failures replies in a row that failed
/// @param commitment the caller's turn that is being replied to; empty when the agent speaks
///   unasked
/// @param silentSince when the agent's last packet left
/// @param deafUntil on the leg's clock: transcripts that end before it are discarded
record Ground(
        Rules rules,
        Expectation expectation,
        Pauses pauses,
        int silences,
        int failures,
        Reply reply,
        Optional<Commitment> commitment,
        long silentSince,
        Duration deafUntil) {

    /// A transcript may end so much before the voice detector's end of the same speech.
    static final Duration TRANSCRIPT_SLACK = Duration.ofMillis(200);

    /// The agent's current reply, or its last.
    ///
    /// @param forced `ending` stays whatever the model says
    record Reply(
            TurnId turn,
            Optional<Ending> ending,
            boolean forced,
            boolean interruptible,
            boolean failed) {

        static Reply begun(TurnId turn) {
            return new Reply(turn, Optional.empty(), false, true, false);
        }

        static Reply endingWith(TurnId turn, Ending ending) {
            return new Reply(turn, Optional.of(ending), true, true, false);
        }

        Reply known(Ending then, boolean mayBeInterrupted) {
            return new Reply(
                    turn, forced ? ending : Optional.of(then), forced, mayBeInterrupted, failed);
        }

        Reply failing(Ending then) {
            return new Reply(turn, forced ? ending : Optional.of(then), forced, true, true);
        }
    }

    static Ground of(Rules rules) {
        return new Ground(
                rules,
                new Expectation.Anything(),
                Pauses.none(),
                0,
                0,
                Reply.begun(TurnId.first()),
                Optional.empty(),
                0,
                Duration.ZERO);
    }

    TurnSettings settings() {
        return rules.settings();
    }

    TurnId turn() {
        return reply.turn();
    }

    /// True when a transcript that ended then is of speech that was to be discarded.
    boolean isPast(Duration endedAt) {
        return !deafUntil.isZero() && endedAt.compareTo(deafUntil.plus(TRANSCRIPT_SLACK)) <= 0;
    }

    Ground expecting(Expectation next) {
        return new Ground(
                rules, next, pauses, silences, failures, reply, commitment, silentSince, deafUntil);
    }

    Ground paused(Duration pause) {
        Pauses learned = pauses.learn(pause, rules.endOfTurn().profile(expectation));
        return new Ground(
                rules,
                expectation,
                learned,
                silences,
                failures,
                reply,
                commitment,
                silentSince,
                deafUntil);
    }

    Ground silences(int count) {
        return new Ground(
                rules,
                expectation,
                pauses,
                count,
                failures,
                reply,
                commitment,
                silentSince,
                deafUntil);
    }

    Ground failures(int count) {
        return new Ground(
                rules,
                expectation,
                pauses,
                silences,
                count,
                reply,
                commitment,
                silentSince,
                deafUntil);
    }

    Ground replying(Reply next, Optional<Commitment> to) {
        return new Ground(
                rules, expectation, pauses, silences, failures, next, to, silentSince, deafUntil);
    }

    Ground reply(Reply next) {
        return replying(next, commitment);
    }

    Ground silentSince(long nanos) {
        return new Ground(
                rules,
                expectation,
                pauses,
                silences,
                failures,
                reply,
                commitment,
                nanos,
                deafUntil);
    }

    Ground deafUntil(Duration legTime) {
        return new Ground(
                rules,
                expectation,
                pauses,
                silences,
                failures,
                reply,
                commitment,
                silentSince,
                legTime);
    }
}
