package tandem.agentloop.flow;

import java.time.Duration;
import java.util.List;
import tandem.agentloop.ToolSpec;

/// What the tools of the shipped `support` flow declare, without the tools.
public final class SupportTools {

    private SupportTools() {}

    public static List<ToolSpec> specs() {
        return List.of(
                reading("order_status", "order_number"),
                writing("cancel_order", "order_number"),
                writing("change_delivery_day", "order_number", "day"),
                writing("register_return", "order_number", "unopened"),
                writing("request_call_back", "name", "phone_number"));
    }

    public static ToolSpec reading(String name, String... arguments) {
        return spec(name, false, arguments);
    }

    public static ToolSpec writing(String name, String... arguments) {
        return spec(name, true, arguments);
    }

    private static ToolSpec spec(String name, boolean sideEffect, String... arguments) {
        List<String> properties =
                List.of(arguments).stream()
                        .map(argument -> "\"" + argument + "\": {\"type\": \"string\"}")
                        .toList();
        String schema =
                "{\"type\": \"object\", \"properties\": {"
                        + String.join(", ", properties)
                        + "}, \"required\": [\""
                        + String.join("\", \"", arguments)
                        + "\"]}";
        return new ToolSpec(
                name,
                name,
                schema,
                sideEffect,
                !sideEffect,
                Duration.ofSeconds(4),
                sideEffect ? ToolSpec.OnBargeIn.KEEP : ToolSpec.OnBargeIn.CANCEL,
                "",
                sideEffect);
    }
}
