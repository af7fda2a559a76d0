package tandem.crmconnectors;

import java.util.Map;
import java.util.Optional;
import tandem.agentloop.Tool;
import tandem.agentloop.ToolCall;
import tandem.agentloop.ToolResult;
import tandem.agentloop.ToolSpec;

/// `order_status`: where an order is. Values: `outcome` (the status), `item`, `amount`, `carrier`,
/// `expected` and `delivered` as ISO days. Thread-safe.
public final class OrderStatusTool implements Tool {

    static final ToolResult NO_NUMBER =
            new ToolResult.Refused("An order number has six digits. What's yours?");

    private static final ToolSpec SPEC =
            ToolSpecs.reading(
                    "order_status",
                    "Looks up where an order is and when it arrives.",
                    Map.of("order_number", "the order's number, six digits"));

    private final DemoShop orders;

    public OrderStatusTool(DemoShop orders) {
        this.orders = orders;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public ToolResult run(ToolCall call) {
        String number = call.arguments().getOrDefault("order_number", "");
        if (!Order.isNumber(number)) {
            return NO_NUMBER;
        }
        return orders.run(connection -> {
            Optional<Order> order = Order.find(connection, number, orders.today(), false);
            return order.isPresent()
                    ? new ToolResult.Done(order.get().values(order.get().status().written()))
                    : new ToolResult.NotFound();
        });
    }
}
