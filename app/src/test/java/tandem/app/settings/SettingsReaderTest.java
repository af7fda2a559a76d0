package tandem.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {

    @TempDir Path directory;

    @Test
    void the_command_line_beats_the_environment_beats_the_file_beats_the_defaults()
            throws Exception {
        Path file = write("sip:\n  port: 5071\ncalls:\n  max-concurrent: 7\nhttp:\n  port: 9001\n");
        SettingsReader reader =
                SettingsReader.open(
                        Optional.of(file),
                        Map.of(
                                "TANDEM_SIP_PORT",
                                "5072",
                                "TANDEM_HTTP_PORT",
                                "9002",
                                "PATH",
                                "/bin"),
                        Map.of("http.port", "9003"));
        reader.check();
        assertThat(reader.integer("calls.max-concurrent", 1, 100)).isEqualTo(7);
        assertThat(reader.integer("sip.port", 0, 65_535)).isEqualTo(5072);
        assertThat(reader.integer("http.port", 0, 65_535)).isEqualTo(9003);
        assertThat(reader.duration("calls.max-duration")).isPositive();
    }

    @Test
    void every_error_is_told_at_once_with_its_place_and_a_guess() throws Exception {
        Path file = write("sip:\n  prot: 5071\n  transports: [udp, {a: 1}]\nhttp:\n  port: many\n");
        SettingsReader reader =
                SettingsReader.open(
                        Optional.of(file), Map.of("TANDEM_SIP_PROT", "1"), Map.of("no.such", "1"));
        reader.integer("http.port", 0, 65_535);
        assertThatThrownBy(reader::check)
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("5 settings are wrong")
                .hasMessageContaining(":2:9 sip.prot: no such setting; did you mean sip.port?")
                .hasMessageContaining("sip.transports: a list holds plain values only")
                .hasMessageContaining(
                        "TANDEM_SIP_PROT: no such setting; did you mean TANDEM_SIP_PORT?")
                .hasMessageContaining("command line no.such: no such setting")
                .hasMessageContaining(":5:9 http.port: 'many' is not a whole number in 0-65535");
    }

    @Test
    void a_file_that_is_no_yaml_is_told_with_its_line() throws Exception {
        SettingsReader reader =
                SettingsReader.open(Optional.of(write("sip: [\n")), Map.of(), Map.of());
        assertThatThrownBy(reader::check).hasMessageContaining("is not YAML");
    }

    @Test
    void a_file_that_is_not_there_is_told() {
        SettingsReader reader =
                SettingsReader.open(
                        Optional.of(directory.resolve("absent.yaml")), Map.of(), Map.of());
        assertThatThrownBy(reader::check).hasMessageContaining("absent.yaml cannot be read");
    }

    @Test
    void durations_have_units() {
        SettingsReader reader =
                SettingsReader.open(
                        Optional.empty(), Map.of(), Map.of("calls.max-duration", "1.5s"));
        assertThat(reader.duration("calls.max-duration")).isEqualTo(Duration.ofMillis(1500));
        SettingsReader wrong =
                SettingsReader.open(Optional.empty(), Map.of(), Map.of("calls.max-duration", "20"));
        wrong.duration("calls.max-duration");
        assertThatThrownBy(wrong::check).hasMessageContaining("is not a duration");
    }

    private Path write(String content) throws Exception {
        return Files.writeString(directory.resolve("tandem.yaml"), content);
    }
}
