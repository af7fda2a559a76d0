package tandem.crmconnectors;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import tandem.agentloop.Tool;
import tandem.agentloop.ToolCall;
import tandem.agentloop.ToolResult;
import tandem.agentloop.ToolSpec;

/// `cancel_order`: cancels what has not left the warehouse. Values: `outcome` (`cancelled`,
/// `already_cancelled`, `too_late`), `item`, `amount`. Thread-safe.
public final class CancelOrderTool implements Tool {

    private static final ToolSpec SPEC =
            ToolSpecs.changing(
                    "cancel_order",
                    "Cancels an order that has not been sent yet.",
                    Map.of("order_number", "the order's number, six digits"));

    private final DemoShop orders;

    public CancelOrderTool(DemoShop orders) {
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
            return OrderStatusTool.NO_NUMBER;
        }
        return orders.run(connection -> cancel(connection, number));
    }

    private ToolResult cancel(Connection connection, String number) throws SQLException {
        Optional<Order> found = Order.find(connection, number, orders.today(), true);
        if (found.isEmpty()) {
            return new ToolResult.NotFound();
        }
        Order order = found.get();
        return switch (order.status()) {
            case PROCESSING -> {
                String sql = "update orders set status = 'cancelled' where number = ?";
                try (PreparedStatement update = connection.prepareStatement(sql)) {
                    update.setQueryTimeout(DemoShop.QUERY_SECONDS);
                    update.setString(1, number);
                    update.executeUpdate();
                }
                yield new ToolResult.Done(order.values("cancelled"));
            }
            case CANCELLED -> new ToolResult.Done(order.values("already_cancelled"));
            case SHIPPED, OUT_FOR_DELIVERY, DELIVERED, RETURNED ->
                    new ToolResult.Done(order.values("too_late"));
        };
    }
}
