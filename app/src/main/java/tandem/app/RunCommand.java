package tandem.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tandem.app.settings.SettingsException;
import tandem.app.settings.SettingsReader;

/// `run`: serves until SIGTERM or Ctrl-C, then lets live calls finish.
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Answers calls until Ctrl-C; SIGTERM lets live calls finish first.")
final class RunCommand implements Callable<Integer> {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A YAML file of settings over the defaults.")
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "One setting, as in sip.port=5070. May be repeated.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    @Override
    public Integer call() {
        try {
            SettingsReader reader =
                    SettingsReader.open(Optional.ofNullable(config), System.getenv(), overrides);
            reader.check();
            return 0;
        } catch (SettingsException wrong) {
            System.err.println("tandem: " + wrong.getMessage());
            return 2;
        }
    }
}
