package tandem.app.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Settings by path, typed as they are asked for. Errors are gathered; [#check] throws them all at
/// once.
///
/// Later sources win: the default file, the user's file, the environment (`sip.port` is
/// `TANDEM_SIP_PORT`), the command line. Confined to the main thread.
public final class SettingsReader {

    private static final String DEFAULTS = "/tandem/app/defaults.yaml";
    private static final Pattern DURATION =
            Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(us|ms|s|m|h|d)");

    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final List<String> errors = new ArrayList<>();

    private SettingsReader() {}

    /// @param file the user's, if any
    /// @param environment only names that start with `TANDEM_` count
    /// @param overrides from the command line, by path
    public static SettingsReader open(
            Optional<Path> file, Map<String, String> environment, Map<String, String> overrides) {
        SettingsReader reader = new SettingsReader();
        reader.readDefaults();
        file.ifPresent(reader::readFile);
        reader.readEnvironment(environment);
        overrides.forEach((path, text) -> reader.override(new Setting(path, text, "command line")));
        return reader;
    }

    public String text(String path) {
        return setting(path).text();
    }

    public boolean flag(String path) {
        Setting setting = setting(path);
        return switch (setting.text().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> complain(setting, "is neither true nor false", false);
        };
    }

    public int integer(String path, int least, int most) {
        Setting setting = setting(path);
        try {
            int value = Integer.parseInt(setting.text());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, with the range.
        }
        return complain(setting, "is not a whole number in " + least + "-" + most, least);
    }

    public double number(String path, double least, double most) {
        Setting setting = setting(path);
        try {
            double value = Double.parseDouble(setting.text());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, with the range.
        }
        return complain(setting, "is not a number in " + least + "-" + most, least);
    }

    public Duration duration(String path) {
        Setting setting = setting(path);
        Matcher matcher = DURATION.matcher(setting.text());
        if (!matcher.matches()) {
            return complain(setting, "is not a duration, as in 350ms, 2s, 5m or 1h", Duration.ZERO);
        }
        double amount = Double.parseDouble(matcher.group(1));
        double nanos =
                switch (matcher.group(2)) {
                    case "us" -> 1e3;
                    case "ms" -> 1e6;
                    case "s" -> 1e9;
                    case "m" -> 60e9;
                    case "h" -> 3600e9;
                    default -> 86_400e9;
                };
        return Duration.ofNanos(Math.round(amount * nanos));
    }

    public List<String> texts(String path) {
        String text = setting(path).text();
        return text.isEmpty()
                ? List.of()
                : Pattern.compile(",").splitAsStream(text).map(String::strip).toList();
    }

    public <E extends Enum<E>> E choice(String path, Class<E> type) {
        return choice(setting(path), type);
    }

    private <E extends Enum<E>> E choice(Setting setting, Class<E> type) {
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (name.equals(setting.text().toLowerCase(Locale.ROOT))) {
                return constant;
            }
            names.add(name);
        }
        return complain(
                setting, "is none of " + String.join(", ", names), type.getEnumConstants()[0]);
    }

    /// Several of them, in the order given.
    public <E extends Enum<E>> List<E> choices(String path, Class<E> type) {
        List<E> chosen = new ArrayList<>();
        for (String text : texts(path)) {
            Setting setting = setting(path);
            chosen.add(choice(new Setting(path, text, setting.where()), type));
        }
        return chosen;
    }

    /// A whole section as a record; null when it is wrong, and [#check] will say why.
    ///
    /// @param given components that are not read, by name
    public <R extends Record> @Nullable R section(
            String section, Class<R> type, Map<String, ?> given) {
        return new RecordBinder(this).bind(section, type, given);
    }

    /// A literal address or a name of this machine's; resolved at once.
    public InetAddress address(String path) {
        Setting setting = setting(path);
        try {
            return InetAddress.getByName(setting.text());
        } catch (UnknownHostException unknown) {
            return complain(
                    setting,
                    "is not an address of this machine's",
                    InetAddress.getLoopbackAddress());
        }
    }

    public Path path(String path) {
        return Path.of(text(path)).toAbsolutePath().normalize();
    }

    /// Builds a record of settings; what its constructor refuses is an error of `section`.
    public <T> @Nullable T build(String section, Supplier<T> record) {
        int before = errors.size();
        try {
            return record.get();
        } catch (IllegalArgumentException refused) {
            if (errors.size() == before) {
                errors.add(section + ": " + refused.getMessage());
            }
            return null;
        }
    }

    public void complain(String path, String sentence) {
        complain(setting(path), sentence, "");
    }

    /// @throws SettingsException when anything that was read, or asked for, is wrong
    public void check() throws SettingsException {
        if (!errors.isEmpty()) {
            throw new SettingsException(errors);
        }
    }

    private Setting setting(String path) {
        Setting setting = settings.get(path);
        if (setting == null) {
            throw new IllegalStateException("no default for the setting " + path);
        }
        return setting;
    }

    private <T> T complain(Setting setting, String sentence, T instead) {
        String shown = setting.path().contains("password") ? "(hidden)" : setting.text();
        errors.add(setting.where() + " " + setting.path() + ": '" + shown + "' " + sentence);
        return instead;
    }

    private void readDefaults() {
        try (InputStream stream = SettingsReader.class.getResourceAsStream(DEFAULTS)) {
            if (stream == null) {
                throw new IllegalStateException("the default settings are missing from the jar");
            }
            String content = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            settings.putAll(YamlSettings.read("defaults.yaml", content, errors));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void readFile(Path file) {
        String content;
        try {
            content = Files.readString(file);
            YamlSettings.read(file.toString(), content, errors).values().forEach(this::override);
        } catch (IOException unreadable) {
            errors.add(file + " cannot be read: " + unreadable.getMessage());
        }
    }

    private void readEnvironment(Map<String, String> environment) {
        Map<String, String> pathsByVariable = new LinkedHashMap<>();
        settings.keySet().forEach(path -> pathsByVariable.put(variable(path), path));
        environment.forEach((name, text) -> {
            if (!name.startsWith("TANDEM_")) {
                return;
            }
            String path = pathsByVariable.get(name);
            if (path == null) {
                errors.add(name + ": no such setting" + didYouMean(name, pathsByVariable.keySet()));
            } else {
                override(new Setting(path, text.strip(), name));
            }
        });
    }

    private void override(Setting setting) {
        if (settings.containsKey(setting.path())) {
            settings.put(setting.path(), setting);
        } else {
            errors.add(
                    setting.where()
                            + " "
                            + setting.path()
                            + ": no such setting"
                            + didYouMean(setting.path(), settings.keySet()));
        }
    }

    private static String variable(String path) {
        return "TANDEM_" + path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static String didYouMean(String wrong, Iterable<String> known) {
        String nearest = "";
        int least = Math.max(2, wrong.length() / 4) + 1;
        for (String candidate : known) {
            int distance = Spelling.distance(wrong, candidate);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest.isEmpty() ? "" : "; did you mean " + nearest + "?";
    }
}
