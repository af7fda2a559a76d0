package tandem.sippscenarios.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.agentloop.Recognizer;
import tandem.callmodel.time.Time;
import tandem.sippscenarios.rtp.RtpEngine;
import tandem.sippscenarios.rtp.Utterance;
import tandem.sippscenarios.sip.SipUri;
import tandem.sippscenarios.sip.UserAgent;

class CallerSessionTest {

    @TempDir private Path folder;

    @Test
    void a_barge_in_is_timed_as_the_agent_itself_saw_it() throws Exception {
        Script script =
                new ScriptLoader()
                        .parse(
                                """
                                steps:
                                  - interrupt: {after: 600ms, say: stop, silent-within: 2s}
                                  - await-hang-up: {within: 20s}
                                """,
                                "test");
        Path recording = folder.resolve("call.wav");
        try (PlayingAgent agent = new PlayingAgent(speechLike(8), 300)) {
            agent.start();

            CallReport report = call(agent, script, Optional.empty(), Optional.of(recording));

            assertThat(report.problem()).isEmpty();
            assertThat(report.goals()).allMatch(GoalResult::reached);
            assertThat(report.exitStatus()).isZero();
            assertThat(agent.loudHeard).isPositive();
            assertThat(report.goals().getFirst().figures().get("barge_in_stop"))
                    .isCloseTo(agent.stoppedMillis, offset(150.0));
            assertThat(report.heard().lost()).isZero();
            assertThat(Files.size(recording)).isGreaterThan(8_000 * 4);
        }
    }

    @Test
    void an_agent_that_talks_on_misses_the_goal() throws Exception {
        Script script =
                new ScriptLoader()
                        .parse(
                                """
                                steps:
                                  - interrupt: {after: 600ms, say: stop, silent-within: 200ms}
                                  - hang-up
                                """,
                                "test");
        try (PlayingAgent agent = new PlayingAgent(speechLike(10), 60_000)) {
            agent.start();

            CallReport report = call(agent, script, Optional.empty(), Optional.empty());

            assertThat(report.goals()).singleElement().matches(goal -> !goal.reached());
            assertThat(report.exitStatus()).isEqualTo(1);
        }
    }

    @Test
    void prerecorded_words_reach_their_goals_and_others_do_not() throws Exception {
        Script script =
                new ScriptLoader()
                        .parse(
                                """
                                hears:
                                  - your order {digits} is on its way
                                  - it should reach you on monday
                                steps:
                                  - listen: {goal: number, digits: "482915", any: [on its way]}
                                  - await-hang-up
                                  - listen: {goal: too late, all: [monday]}
                                """,
                                "test");
        Utterance words = new FliteVoice("rms").render("Your order 4 8 2, 9 1 5 is on its way.");
        try (PlayingAgent agent = new PlayingAgent(words.samples(), 60_000);
                Recognizer ears = Hearing.of(script.hears(), Time.system())) {
            agent.start();

            CallReport report = call(agent, script, Optional.of(ears), Optional.empty());

            assertThat(report.goals())
                    .extracting(GoalResult::goal, GoalResult::reached)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("number", true),
                            org.assertj.core.groups.Tuple.tuple("the agent hangs up", true),
                            org.assertj.core.groups.Tuple.tuple("too late", false));
        }
    }

    private static CallReport call(
            PlayingAgent agent, Script script, Optional<Recognizer> ears, Optional<Path> recording)
            throws Exception {
        Time time = Time.system();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        Map<String, Utterance> lines = new HashMap<>();
        script.lines().forEach(line -> lines.put(line, new Utterance(line, speechLike(1))));
        CallerSession.Plan plan =
                new CallerSession.Plan(
                        SipUri.parse("sip:a@127.0.0.1:" + agent.port()).orElseThrow(),
                        "sip:caller@127.0.0.1",
                        List.of(0, 8),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(60),
                        recording);
        try (RtpEngine engine = new RtpEngine(time, new SplittableRandom(1));
                UserAgent userAgent = UserAgent.overUdp(loopback, time, new SplittableRandom(2))) {
            engine.start();
            userAgent.start();
            return new CallerSession(
                            plan, script, lines, ears, userAgent, engine, new SilentShow(), time)
                    .run();
        }
    }

    /// A steady buzz: every packet of it is speech to a meter.
    private static short[] speechLike(int seconds) {
        short[] samples = new short[8_000 * seconds];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (4_000 * Math.signum(Math.sin(2 * Math.PI * 130 * i / 8_000)));
        }
        return samples;
    }
}
