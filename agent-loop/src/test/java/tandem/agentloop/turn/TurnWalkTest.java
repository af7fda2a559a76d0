package tandem.agentloop.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tandem.agentloop.Expectation;
import tandem.agentloop.Hypothesis;
import tandem.callmodel.DtmfDigit;
import tandem.callmodel.Language;
import tandem.callmodel.TurnId;

/// The states alone, a million random events: whatever comes when, the effects make sense in their
/// order. Repeated by `-Dtandem.walk.seed=…`.
class TurnWalkTest {

    private static final int CALLS = 2_500;
    private static final int STEPS = 400;

    @Test
    void effects_make_sense_in_whatever_order_events_come() {
        long given = Long.getLong("tandem.walk.seed", -1);
        long first = given >= 0 ? given : 42;
        for (long seed = first; seed < (given >= 0 ? given + 1 : first + CALLS); seed++) {
            Walk walk = new Walk(seed);
            try {
                walk.run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("repeat with -Dtandem.walk.seed=" + seed, e);
            }
        }
    }

    private static final class Walk {

        private final Random random;
        private TurnState state = TurnState.initial(TurnSettings.defaults(), Language.ENGLISH);
        private long now;
        private int turn = -1;
        private boolean replying;
        private boolean held;

        Walk(long seed) {
            random = new Random(seed);
        }

        void run() {
            tell(new TurnEvent.Began(now));
            for (int i = 0; i < STEPS; i++) {
                now += random.nextInt(400) * 1_000_000L;
                if (state.deadline().isPresent() && state.deadline().getAsLong() <= now) {
                    tell(new TurnEvent.TimeUp(now));
                } else {
                    tell(event());
                }
            }
        }

        private void tell(TurnEvent event) {
            boolean reciting = state instanceof Reciting;
            Step step = state.on(event);
            for (TurnEffect effect : step.effects()) {
                check(effect);
                if (reciting && event instanceof TurnEvent.FromCaller) {
                    throw new AssertionError("I6: " + effect + " by " + event);
                }
            }
            if (event instanceof TurnEvent.ReplySpoken) {
                assertThat(step.effects()).noneMatch(TurnEffect.CancelReply.class::isInstance);
            }
            state = step.next();
            assertThat(replying)
                    .as("a reply exists exactly in these states: %s", state.label())
                    .isEqualTo(isReplying(state));
        }

        private void check(TurnEffect effect) {
            switch (effect) {
                case TurnEffect.Disclose(TurnId of) -> begin(of);
                case TurnEffect.StartReply start -> {
                    begin(start.turn());
                    assertThat(start.waited().committed()).isLessThanOrEqualTo(now);
                }
                case TurnEffect.CancelReply(TurnId of, boolean _) -> {
                    assertThat(replying).isTrue();
                    assertThat(of.number()).isEqualTo(turn);
                    replying = false;
                    held = false;
                }
                case TurnEffect.Hold(boolean byCaller) -> {
                    assertThat(byCaller && held).as("held twice").isFalse();
                    held = true;
                }
                case TurnEffect.Resume _ -> held = false;
                case TurnEffect.CorrectCaller(TurnId of, var _) ->
                        assertThat(of.number()).isEqualTo(turn);
                case TurnEffect.Apologize(TurnId of) -> {
                    assertThat(replying).isTrue();
                    assertThat(of.number()).isEqualTo(turn);
                }
                case TurnEffect.AskHuman _, TurnEffect.Finish _ -> {
                    assertThat(replying).isFalse();
                    assertThat(held).isFalse();
                }
                case TurnEffect.Duck _, TurnEffect.Unduck _, TurnEffect.ReportBargeIn _ -> {}
            }
        }

        private void begin(TurnId of) {
            assertThat(replying).as("two replies at once").isFalse();
            assertThat(of.number()).as("turns are numbered without gaps").isEqualTo(turn + 1);
            turn = of.number();
            replying = true;
        }

        private static boolean isReplying(TurnState state) {
            return switch (state) {
                case Reciting _, Thinking _, Speaking _, Ducked _, Held _ -> true;
                case OnHold onHold -> isReplying(onHold.behind());
                case Idle _,
                        Listening _,
                        CallerSpeaking _,
                        AwaitingEnd _,
                        Keying _,
                        Closing _,
                        HandOverPending _,
                        Finished _ ->
                        false;
            };
        }

        private TurnEvent event() {
            Duration leg = Duration.ofNanos(now);
            return switch (random.nextInt(24)) {
                case 0, 1 -> new TurnEvent.VoiceStarted(now);
                case 2 -> new TurnEvent.VoiceSustained(Duration.ofMillis(60), now);
                case 3 -> new TurnEvent.VoiceSustained(Duration.ofMillis(140), now);
                case 4 -> new TurnEvent.VoiceSustained(Duration.ofMillis(700), now);
                case 5, 6 ->
                        new TurnEvent.VoiceEnded(
                                leg, now - 1, Duration.ofMillis(random.nextInt(800)), now);
                case 7, 8 -> new TurnEvent.PartialHeard(words(), now);
                case 9, 10 ->
                        new TurnEvent.FinalHeard(
                                List.of(new Hypothesis(words(), Hypothesis.Source.OPEN, 0.5)),
                                leg.minusMillis(Math.min(leg.toMillis(), random.nextInt(3_000))),
                                now);
                case 11 -> new TurnEvent.FinalHeard(List.of(), leg, now);
                case 12 -> new TurnEvent.TranscriptLost(now);
                case 13 -> new TurnEvent.KeyPressed(DtmfDigit.values()[random.nextInt(16)], now);
                case 14 -> new TurnEvent.KeyPressed(DtmfDigit.POUND, now);
                case 15 -> new TurnEvent.HeldByRemote(now);
                case 16, 17 -> new TurnEvent.ReturnedByRemote(now);
                case 18 -> new TurnEvent.HandOverFailed("busy", "", now);
                default -> reply();
            };
        }

        /// The owner lets only events of the present reply through.
        private TurnEvent reply() {
            if (!replying) {
                return new TurnEvent.ReturnedByRemote(now);
            }
            TurnEvent.FromReply event =
                    switch (random.nextInt(7)) {
                        case 0, 1 -> new TurnEvent.ReplySounded(now);
                        case 2 -> new TurnEvent.ReplyAsked(new Expectation.Digits(4, 6), now);
                        case 3 -> new TurnEvent.ReplyAsked(new Expectation.YesNo(), now);
                        case 4 -> new TurnEvent.ReplyKnown(ending(), random.nextInt(5) > 0, now);
                        case 5 -> new TurnEvent.ReplyFailed(now);
                        default -> new TurnEvent.ReplySpoken(now);
                    };
            replying = !(event instanceof TurnEvent.ReplySpoken);
            return event;
        }

        private Ending ending() {
            return switch (random.nextInt(20)) {
                case 0 -> new Ending.HangUp("bye");
                case 1, 2 -> new Ending.HandOver("wanted");
                default -> new Ending.AwaitCaller();
            };
        }

        private String words() {
            return List.of("okay", "stop that", "four seven", "yes", "and", "")
                    .get(random.nextInt(6));
        }
    }
}
