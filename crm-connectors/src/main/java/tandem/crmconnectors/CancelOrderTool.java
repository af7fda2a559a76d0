package tandem.crmconnectors;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import tandem.agentloop.ToolResult;

/// Cancels an order that has not left yet. Immutable.
final class CancelOrderTool extends ShopTool {

    CancelOrderTool(DemoShop shop) {
        super(
                shop,
                changing(
                        "cancel_order",
                        "Cancels an order that has not left the warehouse",
                        strings("order_number", "^[0-9]{6}$")));
    }

    @Override
    ToolResult work(DemoShop shop, Map<String, String> arguments) throws SQLException {
        String number = arguments.getOrDefault("order_number", "");
        return shop.inTransaction(connection -> cancel(connection, number));
    }

    private static ToolResult cancel(Connection connection, String number) throws SQLException {
        Optional<Order> found = DemoShop.order(connection, number);
        if (found.isEmpty()) {
            return new ToolResult.NotFound();
        }
        Order order = found.get();
        return switch (order.state()) {
            case CANCELLED -> outcome("already_cancelled", order);
            case SHIPPED, OUT_FOR_DELIVERY, DELIVERED -> outcome("too_late", order);
            case PROCESSING -> {
                String sql = "update orders set state = 'cancelled' where number = ?";
                try (PreparedStatement update = DemoShop.prepare(connection, sql)) {
                    update.setString(1, number);
                    update.executeUpdate();
                }
                yield outcome("cancelled", order);
            }
        };
    }

    private static ToolResult outcome(String outcome, Order order) {
        return new ToolResult.Done(
                Map.of("outcome", outcome, "item", order.item(), "amount", order.amount()));
    }
}
