package tandem.crmconnectors;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tandem.agentloop.Tool;
import tandem.agentloop.ToolCall;
import tandem.agentloop.ToolResult;
import tandem.agentloop.ToolSpec;

/// What the shop's tools have in common: they work on one order, and a broken database is a result,
/// not a crash.
///
/// Immutable; the shop is thread-safe.
public abstract sealed class ShopTool implements Tool
        permits OrderStatusTool,
                ChangeDeliveryDayTool,
                CancelOrderTool,
                RegisterReturnTool,
                RequestCallBackTool {

    private static final Logger LOG = LoggerFactory.getLogger(ShopTool.class);
    private static final Pattern ORDER_NUMBER = Pattern.compile("[0-9]{6}");
    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    private final DemoShop shop;
    private final ToolSpec spec;

    ShopTool(DemoShop shop, ToolSpec spec) {
        this.shop = shop;
        this.spec = spec;
    }

    @Override
    public final ToolSpec spec() {
        return spec;
    }

    @Override
    public final ToolResult run(ToolCall call) {
        String number = call.arguments().getOrDefault("order_number", "");
        if (worksOnAnOrder() && !ORDER_NUMBER.matcher(number).matches()) {
            return new ToolResult.Refused("An order number has six digits.");
        }
        try {
            return work(shop, call.arguments());
        } catch (SQLException broken) {
            LOG.warn("{} failed: {}", spec.name(), DemoShop.firstLine(broken));
            return new ToolResult.Failed("database");
        }
    }

    abstract ToolResult work(DemoShop shop, Map<String, String> arguments) throws SQLException;

    boolean worksOnAnOrder() {
        return true;
    }

    static ToolSpec looking(String name, String description, String schema) {
        return new ToolSpec(
                name,
                description,
                schema,
                false,
                true,
                TIMEOUT,
                ToolSpec.OnBargeIn.CANCEL,
                "Let me look that up.",
                false);
    }

    static ToolSpec changing(String name, String description, String schema) {
        return new ToolSpec(
                name,
                description,
                schema,
                true,
                false,
                TIMEOUT,
                ToolSpec.OnBargeIn.KEEP,
                "One moment, I'm entering that.",
                true);
    }

    /// A JSON Schema of an object whose members are all required strings.
    ///
    /// @param members name and pattern in turn
    static String strings(String... members) {
        StringBuilder properties = new StringBuilder();
        StringBuilder required = new StringBuilder();
        for (int n = 0; n < members.length; n += 2) {
            String comma = n == 0 ? "" : ",";
            properties
                    .append(comma)
                    .append("\"")
                    .append(members[n])
                    .append("\":{\"type\":\"string\",\"pattern\":\"")
                    .append(members[n + 1])
                    .append("\"}");
            required.append(comma).append("\"").append(members[n]).append("\"");
        }
        return "{\"type\":\"object\",\"properties\":{"
                + properties
                + "},\"required\":["
                + required
                + "],\"additionalProperties\":false}";
    }
}
