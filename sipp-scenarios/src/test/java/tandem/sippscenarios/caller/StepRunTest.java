package tandem.sippscenarios.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tandem.sippscenarios.sip.CallEvent;

class StepRunTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FakeStage stage = new FakeStage();

    @Test
    void listening_ends_once_the_agent_is_quiet_and_its_words_are_there() {
        ListenRun run = listen(expect("open"), Duration.ofSeconds(30));
        stage.agent(true, 1_000);
        stage.agent(false, 800);
        assertThat(look(run)).isEmpty();
        stage.understanding = true;
        stage.agent(false, 200);
        assertThat(look(run)).isEmpty();

        stage.understanding = false;
        stage.words = "we are open";

        assertThat(look(run).orElseThrow().getFirst().reached()).isTrue();
    }

    @Test
    void words_that_come_after_a_pause_still_count() {
        ListenRun run = listen(expect("found"), Duration.ofSeconds(30));
        stage.agent(true, 600);
        stage.words = "one moment please";
        stage.agent(false, 1_600);
        assertThat(look(run)).isEmpty();

        stage.agent(true, 600);
        stage.words = "one moment please i found it";
        stage.agent(false, 1_000);

        assertThat(look(run).orElseThrow().getFirst().reached()).isTrue();
    }

    @Test
    void a_miss_says_what_was_missed_and_understood() {
        ListenRun run = listen(expect("found"), Duration.ofSeconds(30));
        stage.agent(true, 600);
        stage.words = "sorry";
        stage.agent(false, 2_600);

        GoalResult result = look(run).orElseThrow().getFirst();

        assertThat(result.reached()).isFalse();
        assertThat(result.detail()).isEqualTo("did not hear \"found\"; understood: sorry");
    }

    @Test
    void the_answer_is_timed_from_our_last_voiced_packet_to_the_agents_first() {
        stage.spoken = new Stage.Spoken(0, 0, stage.time.nanos());
        ListenRun run = listen(Expect.NOTHING, Duration.ofSeconds(30));
        stage.agent(false, 720);
        stage.agent(true, 500);
        stage.agent(false, 1_000);

        assertThat(look(run).orElseThrow().getFirst().figures()).containsEntry("response", 740.0);
    }

    @Test
    void a_slow_answer_misses_its_goal() {
        stage.spoken = new Stage.Spoken(0, 0, stage.time.nanos());
        ListenRun run =
                new ListenRun(
                        new Step.Listen(
                                "g",
                                Expect.NOTHING,
                                SECOND.multipliedBy(30),
                                Duration.ofMillis(900),
                                Optional.of(SECOND),
                                1,
                                List.of()),
                        stage,
                        stage.time.nanos());
        stage.agent(false, 1_500);
        stage.agent(true, 500);
        stage.agent(false, 3_000);

        assertThat(look(run).orElseThrow().getFirst().detail()).contains("took 1520 ms");
    }

    @Test
    void silence_and_the_end_of_the_call_end_the_listening() {
        ListenRun run = listen(expect("x"), SECOND);
        stage.agent(false, 980);
        assertThat(look(run)).isEmpty();
        stage.agent(false, 20);
        assertThat(look(run).orElseThrow().getFirst().detail()).isEqualTo("the agent said nothing");

        ListenRun other = listen(expect("x"), SECOND);
        stage.ending = new CallEvent.Ended(CallEvent.By.FAR_END, "", 0);
        assertThat(look(other).orElseThrow().getFirst().detail()).isEqualTo("the call was over");
    }

    @Test
    void an_interruption_is_timed_on_the_wire() {
        InterruptRun run = interrupt();
        stage.agent(true, 1_000);
        assertThat(look(run)).isEmpty();
        assertThat(stage.done).isEmpty();
        stage.agent(true, 520);
        look(run);
        assertThat(stage.done).containsExactly("say stop");

        long first = stage.time.nanos();
        stage.agent(true, 160);
        stage.agent(false, 900);
        stage.spoken = new Stage.Spoken(0, first, stage.time.nanos());
        stage.agent(false, 200);

        GoalResult result = look(run).orElseThrow().getFirst();
        assertThat(result.reached()).isTrue();
        assertThat(result.figures()).containsEntry("barge_in_stop", 160.0);
    }

    @Test
    void an_agent_that_pauses_and_goes_on_was_not_stopped() {
        InterruptRun run = interrupt();
        stage.agent(true, 1_600);
        look(run);
        long first = stage.time.nanos();
        stage.agent(true, 160);
        stage.agent(false, 400);
        stage.agent(true, 400);
        stage.spoken = new Stage.Spoken(0, first, stage.time.nanos());
        stage.agent(false, 200);

        GoalResult result = look(run).orElseThrow().getFirst();

        assertThat(result.reached()).isFalse();
        assertThat(result.figures()).containsEntry("barge_in_stop", 960.0);
    }

    @Test
    void an_agent_that_was_done_cannot_be_interrupted() {
        InterruptRun run = interrupt();
        stage.agent(true, 600);
        stage.agent(false, 1_000);

        assertThat(look(run).orElseThrow().getFirst().detail()).contains("had finished before");
        assertThat(stage.done).isEmpty();
    }

    @Test
    void a_missed_listening_is_tried_again_after_its_otherwise() {
        Step.Listen listen =
                new Step.Listen(
                        "number",
                        expect("right"),
                        SECOND,
                        Duration.ofMillis(900),
                        Optional.empty(),
                        2,
                        List.of(new Step.Key("1")));
        Script script = new Script("s", "rms", List.of(), List.of(listen, new Step.HangUp()));
        Performance performance = new Performance(script, stage, new SilentShow());
        performance.look(stage.time.nanos());
        stage.agent(false, 1_000);
        performance.look(stage.time.nanos());
        assertThat(stage.done).containsExactly("key 1");
        assertThat(performance.results()).isEmpty();

        stage.words = "right";
        stage.agent(true, 300);
        stage.agent(false, 1_000);
        performance.look(stage.time.nanos());

        assertThat(performance.results()).singleElement().matches(GoalResult::reached);
        assertThat(stage.done).containsExactly("key 1", "hang up");
    }

    private ListenRun listen(Expect expect, Duration within) {
        return new ListenRun(
                new Step.Listen(
                        "g",
                        expect,
                        within,
                        Duration.ofMillis(900),
                        Optional.empty(),
                        1,
                        List.of()),
                stage,
                stage.time.nanos());
    }

    private InterruptRun interrupt() {
        return new InterruptRun(
                new Step.Interrupt(
                        "g",
                        "stop",
                        Duration.ofMillis(1_500),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(20),
                        "",
                        Expect.NOTHING),
                stage.time.nanos());
    }

    private static Expect expect(String word) {
        return new Expect(List.of(word), List.of(), List.of(), "");
    }

    private Optional<List<GoalResult>> look(StepRun run) {
        return run.look(stage, stage.time.nanos());
    }
}
