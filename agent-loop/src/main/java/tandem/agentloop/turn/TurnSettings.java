package tandem.agentloop.turn;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// How an agent takes turns.
///
/// @param dictation replaces `endOfTurn` by itself while the agent waits for digits or a name
public record TurnSettings(
        BargeIn bargeIn, EndOfTurn endOfTurn, EndOfTurn dictation, Waits waits, Limits limits) {

    /// The profile `normal`.
    public static TurnSettings defaults() {
        return new TurnSettings(
                BargeIn.normal(),
                EndOfTurn.normal(),
                EndOfTurn.dictation(),
                Waits.defaults(),
                Limits.defaults());
    }

    /// The thresholds of voiced speech at which the leg has to say that it lasts, ascending.
    public List<Duration> sustained() {
        return Stream.of(bargeIn.duck(), bargeIn.hold(), bargeIn.interrupt())
                .distinct()
                .sorted()
                .toList();
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be longer than nothing: " + value);
        }
    }

    /// What the caller's voice does to the agent's.
    ///
    /// @param duck voiced speech after which the agent is lowered
    /// @param hold voiced speech after which the agent falls silent
    /// @param interrupt voiced speech that is an interruption whatever is said
    /// @param noWords silence after which a hold without words is undone
    /// @param onlyBackchannel the same when all that was heard so far is a backchannel
    /// @param exact up to this long a hold goes on from the exact frame, later from a word boundary
    /// @param resumes how often one reply is resumed; after that it is ducked and no more held
    /// @param echoGuard voice that begins so soon after our audio does not count; zero on a leg
    ///   without echo, 250 ms on one where it was heard
    public record BargeIn(
            Duration duck,
            Duration hold,
            Duration interrupt,
            Duration noWords,
            Duration onlyBackchannel,
            Duration exact,
            int resumes,
            Duration echoGuard) {

        public BargeIn {
            positive("duck", duck);
            if (hold.compareTo(duck) < 0 || interrupt.compareTo(hold) < 0) {
                throw new IllegalArgumentException(
                        "barge-in needs duck <= hold <= interrupt, not "
                                + duck
                                + ", "
                                + hold
                                + ", "
                                + interrupt);
            }
            positive("noWords", noWords);
            positive("onlyBackchannel", onlyBackchannel);
            if (resumes < 0 || echoGuard.isNegative() || exact.isNegative()) {
                throw new IllegalArgumentException("barge-in takes no negative figures");
            }
        }

        public static BargeIn snappy() {
            return of(60, 60);
        }

        public static BargeIn normal() {
            return of(60, 140);
        }

        public static BargeIn noisy() {
            return of(80, 240);
        }

        private static BargeIn of(int duckMillis, int holdMillis) {
            return new BargeIn(
                    Duration.ofMillis(duckMillis),
                    Duration.ofMillis(holdMillis),
                    Duration.ofMillis(700),
                    Duration.ofMillis(700),
                    Duration.ofMillis(1_200),
                    Duration.ofSeconds(1),
                    2,
                    Duration.ZERO);
        }
    }

    /// The wait from the caller's last voiced frame to the end of the turn.
    ///
    /// @param shortest when what was said sounds complete
    /// @param longest when it sounds unfinished
    public record EndOfTurn(Duration shortest, Duration longest) {

        public EndOfTurn {
            positive("shortest", shortest);
            if (longest.compareTo(shortest) < 0) {
                throw new IllegalArgumentException(
                        "end of turn needs shortest <= longest, not " + shortest + ", " + longest);
            }
        }

        public static EndOfTurn snappy() {
            return new EndOfTurn(Duration.ofMillis(250), Duration.ofMillis(1_200));
        }

        public static EndOfTurn normal() {
            return new EndOfTurn(Duration.ofMillis(350), Duration.ofSeconds(2));
        }

        public static EndOfTurn dictation() {
            return new EndOfTurn(Duration.ofMillis(800), Duration.ofSeconds(4));
        }
    }

    /// @param transcript after the caller's last voiced frame: without a final transcript by then
    ///   the interim text is taken
    /// @param lateTranscript after that: a final that still comes is merged into the turn
    /// @param silence nobody speaks for so long: the caller is asked again
    /// @param betweenKeys a pause that ends keyed digits
    /// @param afterLastWord between the agent's last packet and hanging up or handing over
    /// @param handOver without an answer by then the hand-over has failed
    /// @param patience nothing to be heard for so long after the caller's turn: a line is said
    /// @param modelStall no token for so long: the model has failed
    /// @param speechStall no audio for so long: the synthesiser has failed
    /// @param toolFiller a tool that takes longer has its line said
    /// @param nextFiller and one more after this
    public record Waits(
            Duration transcript,
            Duration lateTranscript,
            Duration silence,
            Duration betweenKeys,
            Duration afterLastWord,
            Duration handOver,
            Duration patience,
            Duration modelStall,
            Duration speechStall,
            Duration toolFiller,
            Duration nextFiller) {

        public Waits {
            positive("transcript", transcript);
            positive("lateTranscript", lateTranscript);
            positive("silence", silence);
            positive("betweenKeys", betweenKeys);
            positive("afterLastWord", afterLastWord);
            positive("handOver", handOver);
            positive("patience", patience);
            positive("modelStall", modelStall);
            positive("speechStall", speechStall);
            positive("toolFiller", toolFiller);
            positive("nextFiller", nextFiller);
        }

        public static Waits defaults() {
            return new Waits(
                    Duration.ofSeconds(2),
                    Duration.ofMillis(1_500),
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(3),
                    Duration.ofMillis(200),
                    Duration.ofSeconds(30),
                    Duration.ofMillis(2_500),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(2),
                    Duration.ofMillis(700),
                    Duration.ofSeconds(5));
        }
    }

    /// @param reprompts before a silent caller is said goodbye to
    /// @param toolSteps that one reply may take
    /// @param failures replies in a row that may fail before a human is wanted
    /// @param replyCharacters of one reply; the model is stopped there
    /// @param history lines of the dialogue that are kept
    public record Limits(
            int reprompts, int toolSteps, int failures, int replyCharacters, int history) {

        public Limits {
            if (reprompts < 0 || toolSteps < 1 || failures < 1 || history < 2) {
                throw new IllegalArgumentException(
                        "limits need reprompts >= 0, tool steps and failures >= 1, history >= 2");
            }
            if (replyCharacters < 200) {
                throw new IllegalArgumentException(
                        "a reply needs room for 200 characters: " + replyCharacters);
            }
        }

        public static Limits defaults() {
            return new Limits(2, 5, 3, 4_000, 200);
        }
    }
}
