package tandem.crmconnectors;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tandem.agentloop.ToolSpec;

/// What the tools of this package declare.
final class ToolSpecs {

    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    private ToolSpecs() {}

    /// A tool that only looks something up.
    ///
    /// @param arguments what each is, by name; all are required texts
    static ToolSpec reading(String name, String description, Map<String, String> arguments) {
        return new ToolSpec(
                name,
                description,
                schema(arguments),
                false,
                true,
                TIMEOUT,
                ToolSpec.OnBargeIn.CANCEL,
                "One moment, I'm looking that up.",
                false);
    }

    /// A tool that changes something, after the caller's yes. Once begun it is never cut short.
    static ToolSpec changing(String name, String description, Map<String, String> arguments) {
        return new ToolSpec(
                name,
                description,
                schema(arguments),
                true,
                true,
                TIMEOUT,
                ToolSpec.OnBargeIn.KEEP,
                "One moment, I'm taking care of that.",
                true);
    }

    private static String schema(Map<String, String> arguments) {
        List<String> properties = new ArrayList<>();
        List<String> names = new ArrayList<>();
        arguments.forEach((name, what) -> {
            properties.add(
                    "\"" + name + "\":{\"type\":\"string\",\"description\":\"" + what + "\"}");
            names.add("\"" + name + "\"");
        });
        return "{\"type\":\"object\",\"properties\":{"
                + String.join(",", properties)
                + "},\"required\":["
                + String.join(",", names)
                + "],\"additionalProperties\":false}";
    }
}
