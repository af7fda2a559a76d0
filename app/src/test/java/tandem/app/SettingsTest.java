package tandem.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tandem.agentloop.provider.pocketsphinx.PocketsphinxSettings;
import tandem.agentloop.turn.TurnSettings;
import tandem.app.settings.SettingsException;
import tandem.app.settings.SettingsReader;
import tandem.callcontrol.CallSettings;
import tandem.media.MediaSettings;
import tandem.sipedge.SipSettings;

class SettingsTest {

    @Test
    void the_default_file_says_what_the_code_says() throws Exception {
        Settings settings = read(Map.of());
        assertThat(settings.sip()).isEqualTo(SipSettings.defaults());
        assertThat(settings.turns()).isEqualTo(TurnSettings.defaults());
        assertThat(settings.recognizer()).isEqualTo(PocketsphinxSettings.defaults());
        assertThat(settings.calls())
                .usingRecursiveComparison()
                .ignoringFields("voiceThresholds")
                .isEqualTo(CallSettings.defaults());
        assertThat(settings.media())
                .usingRecursiveComparison()
                .ignoringFields("bindAddress")
                .isEqualTo(MediaSettings.defaults());
    }

    @Test
    void a_leg_reports_voice_at_the_figures_of_barge_in() throws Exception {
        Settings settings = read(Map.of("turns.barge-in.hold", "100ms"));
        assertThat(settings.calls().voiceThresholds())
                .containsExactly(
                        Duration.ofMillis(60), Duration.ofMillis(100), Duration.ofMillis(700));
    }

    @Test
    void media_listens_where_sip_listens() throws Exception {
        Settings settings = read(Map.of("sip.bind-address", "127.0.0.1"));
        assertThat(settings.media().bindAddress().isLoopbackAddress()).isTrue();
    }

    @Test
    void a_value_that_its_section_refuses_is_told_in_the_section_s_words() {
        assertThatThrownBy(() -> read(Map.of("turns.barge-in.duck", "2s")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("turns.barge-in: barge-in needs duck <= hold <= interrupt");
    }

    @Test
    void errors_of_several_sections_come_together() {
        assertThatThrownBy(() ->
                        read(
                                Map.of(
                                        "sip.port", "70000",
                                        "sip.codecs", "g729",
                                        "media.backend", "magic",
                                        "calls.max-concurrent", "0")))
                .hasMessageContaining("sip.codecs: 'g729' is none of pcmu, pcma")
                .hasMessageContaining("sip.port must lie in 0-65535")
                .hasMessageContaining("media.backend: 'magic' is none of auto, native, nio")
                .hasMessageContaining("calls: calls.max-concurrent must be at least 1");
    }

    private static Settings read(Map<String, String> overrides) throws SettingsException {
        return Settings.read(SettingsReader.open(Optional.empty(), Map.of(), overrides));
    }
}
