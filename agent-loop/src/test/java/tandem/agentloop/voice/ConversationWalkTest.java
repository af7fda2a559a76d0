package tandem.agentloop.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tandem.agentloop.ConversationEvent;
import tandem.agentloop.ConversationFact;
import tandem.agentloop.Expectation;
import tandem.agentloop.FlowMemory;
import tandem.agentloop.Hypothesis;
import tandem.agentloop.ModelOutcome;
import tandem.agentloop.RecognizerEvent;
import tandem.agentloop.SpokenSentence;
import tandem.agentloop.ToolCall;
import tandem.agentloop.ToolResult;
import tandem.agentloop.turn.TurnState;
import tandem.callmodel.DtmfDigit;
import tandem.callmodel.TurnId;
import tandem.callmodel.audio.VoiceActivity;

/// Calls in which anything happens at any moment, in no sensible order, with services that fail;
/// the invariants of the design hold at every step. A run is repeated by its seed:
/// `-Dtandem.walk.seed=…`.
class ConversationWalkTest {

    private static final int CALLS = 300;
    private static final int STEPS = 400;

    @Test
    void the_invariants_hold_whatever_happens() {
        long given = Long.getLong("tandem.walk.seed", -1);
        long first = given >= 0 ? given : 20_260_302;
        int steps = 0;
        Map<String, Integer> seen = new TreeMap<>();
        for (long seed = first; seed < (given >= 0 ? given + 1 : first + CALLS); seed++) {
            Walk walk = new Walk(seed);
            try {
                steps += walk.run(seen);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "repeat with -Dtandem.walk.seed=" + seed + ", step " + walk.step, e);
            }
        }
        System.out.println("walked " + steps + " steps from seed " + first + " through " + seen);
        if (given < 0) {
            assertThat(steps).isGreaterThanOrEqualTo(100_000);
            assertThat(seen)
                    .containsKeys(
                            "reciting",
                            "listening",
                            "caller_speaking",
                            "awaiting_end",
                            "keying",
                            "thinking",
                            "speaking",
                            "ducked",
                            "held",
                            "on_hold",
                            "closing",
                            "hand_over_pending",
                            "finished");
        }
    }

    /// One call.
    private static final class Walk {

        private static final List<String> WORDS =
                List.of(
                        "mm-hm",
                        "okay",
                        "stop",
                        "where is my order",
                        "and",
                        "four seven",
                        "yes",
                        "");

        private final Random random;
        private final CallScript call = new CallScript();
        private final RandomServices services;
        private int step;
        private boolean onHold;

        Walk(long seed) {
            random = new Random(seed);
            services = new RandomServices(random, call.forks);
            call.thinkingWith(services.model())
                    .speakingWith(services.synthesizer("a"), services.synthesizer("b"))
                    .with(services.lookUp())
                    .with(services.deed());
        }

        int run(Map<String, Integer> seen) {
            call.start();
            boolean hangsUp = random.nextInt(3) == 0;
            int length = hangsUp ? random.nextInt(STEPS) + 1 : STEPS;
            for (step = 0; step < STEPS; step++) {
                if (step == length) {
                    hangUp();
                }
                move();
                seen.merge(call.state(), 1, Integer::sum);
                check();
            }
            if (!hangsUp) {
                endsByItself();
                hangUp();
            }
            return step;
        }

        private void move() {
            if (onHold && random.nextInt(8) == 0) {
                onHold = false;
                settled(new ConversationEvent.RemoteHeld(false));
            }
            int die = random.nextInt(100);
            if (die < 45) {
                call.runTo(call.seconds() + random.nextInt(1, die < 3 ? 12_000 : 400) / 1_000.0);
            } else if (die < 85) {
                callerDoes(random.nextInt(19));
            } else if (die < 97) {
                stale();
            } else if (die < 99) {
                onHold = !onHold;
                settled(new ConversationEvent.RemoteHeld(onHold));
            } else {
                settled(new ConversationEvent.HandOverFailed("busy", ""));
            }
        }

        /// I6: what must be heard to its end is not touched by anything the caller does.
        private void callerDoes(int what) {
            boolean reciting = call.state().equals("reciting");
            int before = call.playout.silencings();
            settled(callerEvent(what));
            if (reciting) {
                assertThat(call.playout.silencings()).as("I6").isEqualTo(before);
            }
        }

        private ConversationEvent callerEvent(int what) {
            long now = call.time.nanos();
            return switch (what) {
                case 0, 1, 2, 3 ->
                        new ConversationEvent.Voiced(new VoiceActivity.Started(ticks(0), now));
                case 4, 5, 6, 7 ->
                        new ConversationEvent.Voiced(
                                new VoiceActivity.Sustained(
                                        Duration.ofMillis(
                                                List.of(60, 140, 700).get(random.nextInt(3))),
                                        now));
                case 8, 9, 10, 11 -> ended(now);
                case 12, 13, 14 -> heard(new RecognizerEvent.Partial(word()), now);
                case 15, 16 ->
                        heard(
                                new RecognizerEvent.Final(
                                        word().isEmpty()
                                                ? List.of()
                                                : List.of(
                                                        new Hypothesis(
                                                                word(),
                                                                Hypothesis.Source.OPEN,
                                                                0.8)),
                                        0,
                                        ticks(random.nextInt(3))),
                                now);
                case 17 -> heard(new RecognizerEvent.Failed("lost", random.nextBoolean()), now);
                default ->
                        new ConversationEvent.KeyPressed(
                                random.nextBoolean()
                                        ? DtmfDigit.POUND
                                        : DtmfDigit.values()[random.nextInt(16)],
                                now);
            };
        }

        private ConversationEvent ended(long now) {
            return new ConversationEvent.Voiced(
                    new VoiceActivity.Ended(
                            ticks(0),
                            now - random.nextInt(200_000_000),
                            Duration.ofMillis(random.nextInt(900)),
                            now));
        }

        private static ConversationEvent heard(RecognizerEvent event, long now) {
            return new ConversationEvent.Recognized(event, now);
        }

        private String word() {
            return WORDS.get(random.nextInt(WORDS.size()));
        }

        private long ticks(int secondsAgo) {
            return Math.max(0, Math.round((call.seconds() - secondsAgo) * 8_000));
        }

        /// I2: events of turns that are over, or never were, change nothing.
        private void stale() {
            TurnId turn =
                    call.turn()
                            .map(present ->
                                    random.nextBoolean() && present.number() > 0
                                            ? new TurnId(random.nextInt(present.number()))
                                            : new TurnId(present.number() + 1 + random.nextInt(3)))
                            .orElse(new TurnId(random.nextInt(100)));
            call.runTo(call.seconds());
            TurnState state = call.conversation().state();
            OptionalLong alarm = call.conversation().nextAlarm();
            int facts = call.facts.size();
            int commands = call.playout.commands();
            call.conversation().on(staleEvent(turn, call.time.nanos()));
            assertThat(call.conversation().state()).as("I2").isEqualTo(state);
            assertThat(call.conversation().nextAlarm()).as("I2").isEqualTo(alarm);
            assertThat(call.facts).as("I2").hasSize(facts);
            assertThat(call.playout.commands()).as("I2").isEqualTo(commands);
        }

        private ConversationEvent staleEvent(TurnId turn, long now) {
            return switch (random.nextInt(10)) {
                case 0 -> new ConversationEvent.PlayoutStarted(turn, now);
                case 1 -> new ConversationEvent.PlayoutFinished(turn, 16_000, now);
                case 2 -> new ConversationEvent.ModelBegan(turn, now);
                case 3 -> new ConversationEvent.ModelSpoke(turn, "Too late.", now);
                case 4 ->
                        new ConversationEvent.ModelCalledTools(
                                turn,
                                List.of(new ToolCall(CallScript.CALL, "late", "deed", Map.of())),
                                now);
                case 5 ->
                        new ConversationEvent.ModelFinished(
                                turn,
                                new ModelOutcome(
                                        FlowMemory.EMPTY,
                                        new Expectation.YesNo(),
                                        new ModelOutcome.Next.HangUp(),
                                        false),
                                now);
                case 6 -> new ConversationEvent.ModelFailed(turn, "late", now);
                case 7 -> new ConversationEvent.SpeechBegan(turn, 0, now);
                case 8 ->
                        new ConversationEvent.SpeechRendered(
                                turn, new SpokenSentence(0, "Late.", 0, 2_000, List.of()), now);
                default ->
                        new ConversationEvent.ToolFinished(
                                turn,
                                new ToolCall(CallScript.CALL, "late", "deed", Map.of()),
                                new ToolResult.NotFound(),
                                now);
            };
        }

        private void settled(ConversationEvent event) {
            call.post(event);
            call.runTo(call.seconds());
        }

        private void check() {
            for (ConversationFact.AgentTurn turn : call.facts(ConversationFact.AgentTurn.class)) {
                long sent = call.playout.furthest(turn.turn());
                long claimed = turn.text().isBlank() ? 0 : turn.text().reveal().split(" ").length;
                assertThat(claimed)
                        .as("I3: words claimed of turn %s with %s samples sent", turn.turn(), sent)
                        .isLessThanOrEqualTo(
                                (sent + ScriptedSynthesizer.WORD / 2) / ScriptedSynthesizer.WORD);
            }
            assertThat(services.deedsBegun())
                    .as("I5: every side effect once")
                    .hasSameSizeAs(new HashSet<>(services.deedsBegun()));
            if (call.conversation().nextAlarm().isPresent()) {
                assertThat(services.interruptedDeeds()).as("I5: never cancelled").isZero();
            }
        }

        /// I4: closing does not wait, can be repeated, and leaves nothing running but what does not
        /// listen; nothing that comes later does anything.
        private void hangUp() {
            assertThat(services.interruptedDeeds()).as("I5: never cancelled").isZero();
            long before = call.time.nanos();
            call.conversation().close();
            call.conversation().close();
            assertThat(call.time.nanos()).isEqualTo(before);
            assertThat(call.conversation().nextAlarm()).isEmpty();
            int commands = call.playout.commands();
            int facts = call.facts.size();
            call.runTo(call.seconds() + 3.1);
            assertThat(call.forks.alive()).as("I4").isZero();
            assertThat(call.playout.commands()).isEqualTo(commands);
            assertThat(call.facts).hasSize(facts);
        }

        /// Nobody is stuck: a caller who falls silent is said goodbye to.
        private void endsByItself() {
            services.calm();
            if (onHold) {
                settled(new ConversationEvent.RemoteHeld(false));
                onHold = false;
            }
            settled(ended(call.time.nanos()));
            call.runTo(call.seconds() + 150);
            assertThat(call.state()).isEqualTo("finished");
            assertThat(call.forks.alive()).isZero();
        }
    }
}
