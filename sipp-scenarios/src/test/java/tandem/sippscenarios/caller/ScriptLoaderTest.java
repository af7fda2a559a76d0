package tandem.sippscenarios.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScriptLoaderTest {

    private final ScriptLoader loader = new ScriptLoader();

    @Test
    void a_script_reads_as_it_is_written() throws Exception {
        Script script =
                loader.parse(
                        """
                        name: hours
                        voice: kal
                        hears: [we are open]
                        steps:
                          - listen: {goal: greeted, all: hello, within: 5s, answer-within: 900ms}
                          - say: when are you open
                          - interrupt:
                              after: 1.5s
                              say: stop
                              silent-within: 200ms
                              heard-goal: hours
                              any: [nine/ten]
                          - listen:
                              digits: 482915
                              attempts: 2
                              otherwise: [{say: "no"}]
                          - key: "12#"
                          - pause: 300ms
                          - hang-up
                        """,
                        "x");

        assertThat(script.voice()).isEqualTo("kal");
        assertThat(script.lines()).containsExactly("when are you open", "stop", "no");
        assertThat(script.needsEars()).isTrue();
        assertThat(script.deaf().needsEars()).isFalse();
        assertThat(script.steps())
                .first()
                .isEqualTo(
                        new Step.Listen(
                                "greeted",
                                new Expect(List.of("hello"), List.of(), List.of(), ""),
                                Duration.ofSeconds(5),
                                Duration.ofMillis(900),
                                Optional.of(Duration.ofMillis(900)),
                                1,
                                List.of()));
        assertThat(script.steps()).element(2).isInstanceOf(Step.Interrupt.class);
        assertThat(((Step.Interrupt) script.steps().get(2)).after())
                .isEqualTo(Duration.ofMillis(1_500));
        assertThat(script.steps().subList(4, 7))
                .containsExactly(
                        new Step.Key("12#"),
                        new Step.Pause(Duration.ofMillis(300)),
                        new Step.HangUp());
    }

    @Test
    void every_error_is_told_at_once_with_its_place() {
        assertThatThrownBy(() ->
                        loader.parse(
                                """
                                nam: x
                                steps:
                                  - sing: la
                                  - key: "12x"
                                  - listen: {al: [hello], within: soon, attempts: 9}
                                  - interrupt: {after: 1s}
                                  - listen: {attempts: 2, otherwise: [{say: ""}]}
                                """,
                                "my.yaml"))
                .isInstanceOf(ScriptException.class)
                .hasMessageContainingAll(
                        "my.yaml:",
                        "nam: unknown; known are hears, name, steps, voice",
                        "steps[0]: unknown step 'sing'",
                        "steps[1].key: only 0-9",
                        "steps[2].listen.within: 'soon' is no length of time",
                        "attempts must be 1 to 5",
                        "steps[3].interrupt.say: is missing",
                        "steps[4].listen.otherwise[0].say: must be a text");
    }

    @Test
    void what_is_no_yaml_is_told_with_its_line() {
        assertThatThrownBy(() -> loader.parse("name: a\nsteps: [say: {", "my.yaml"))
                .isInstanceOf(ScriptException.class)
                .hasMessageContaining("my.yaml:")
                .hasMessageContaining("is not YAML");
    }

    @Test
    void a_script_without_steps_or_a_file_is_told() {
        assertThatThrownBy(() -> loader.parse("", "my.yaml")).hasMessageContaining("a mapping");
        assertThatThrownBy(() -> loader.parse("steps: []", "x"))
                .hasMessageContaining("at least one");
        assertThatThrownBy(() -> loader.load(Path.of("/no/such/file.yaml")))
                .hasMessage("/no/such/file.yaml: no such file");
    }

    @Test
    void the_bundled_conversation_is_a_script() throws Exception {
        Script script = loader.bundled("support");

        assertThat(script.needsEars()).isTrue();
        assertThat(script.hears()).isNotEmpty();
    }
}
