package tandem.app;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tandem.agentloop.provider.pocketsphinx.PocketsphinxSettings;
import tandem.agentloop.turn.TurnSettings;
import tandem.app.settings.SettingsException;
import tandem.app.settings.SettingsReader;
import tandem.callcontrol.CallSettings;
import tandem.media.MediaSettings;
import tandem.sipedge.SipSettings;

/// Everything that can be set, checked. Immutable; built once, at start.
///
/// @param flowFile empty: the flow that comes with Tandem
record Settings(
        Path dataDirectory,
        String logLevel,
        InetAddress httpAddress,
        int httpPort,
        Duration drainGrace,
        Optional<Path> flowFile,
        SipSettings sip,
        MediaSettings media,
        CallSettings calls,
        TurnSettings turns,
        PocketsphinxSettings recognizer) {

    /// @throws SettingsException naming every error at once
    static Settings read(SettingsReader reader) throws SettingsException {
        int cores = Runtime.getRuntime().availableProcessors();
        SipSettings sip = reader.section("sip", SipSettings.class, Map.of());
        // Wrong sections do not hide the errors of others: what they would have given is stood in
        // for.
        InetAddress listening = sip == null ? InetAddress.getLoopbackAddress() : sip.bindAddress();
        Optional<InetAddress> advertised = sip == null ? Optional.empty() : sip.advertisedAddress();
        MediaSettings media =
                reader.section(
                        "media",
                        MediaSettings.class,
                        Map.of(
                                "bindAddress", listening,
                                "advertisedAddress", advertised,
                                "loops", orElse(reader, "media.loops", cores / 2)));
        TurnSettings turns = reader.section("turns", TurnSettings.class, Map.of());
        List<Duration> thresholds = turns == null ? List.of() : turns.sustained();
        CallSettings calls =
                reader.section("calls", CallSettings.class, Map.of("voiceThresholds", thresholds));
        PocketsphinxSettings recognizer =
                reader.section(
                        "recognizer",
                        PocketsphinxSettings.class,
                        Map.of(
                                "warmWorkers", orElse(reader, "recognizer.warm-workers", cores),
                                "mostWorkers",
                                        orElse(reader, "recognizer.most-workers", 6 * cores)));
        String flow = reader.text("flow.file");
        Path data = reader.path("data.directory");
        String level = reader.text("log.level");
        InetAddress httpAddress = reader.address("http.address");
        int httpPort = reader.integer("http.port", 0, 65_535);
        Duration grace = reader.duration("calls.drain-grace");
        reader.check();
        return new Settings(
                data,
                level,
                httpAddress,
                httpPort,
                grace,
                flow.isEmpty() ? Optional.empty() : Optional.of(Path.of(flow)),
                checked(sip),
                checked(media),
                checked(calls),
                checked(turns),
                checked(recognizer));
    }

    private static int orElse(SettingsReader reader, String path, int whenZero) {
        int value = reader.integer(path, 0, 10_000);
        return value == 0 ? Math.max(1, whenZero) : value;
    }

    private static <T> T checked(@Nullable T section) {
        if (section == null) {
            throw new IllegalStateException("a section is wrong and nobody complained");
        }
        return section;
    }
}
