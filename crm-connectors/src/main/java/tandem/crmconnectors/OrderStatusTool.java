package tandem.crmconnectors;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import tandem.agentloop.ToolResult;

/// Looks an order up. Immutable.
final class OrderStatusTool extends ShopTool {

    OrderStatusTool(DemoShop shop) {
        super(
                shop,
                looking(
                        "order_status",
                        "Where an order stands and when it comes",
                        strings("order_number", "^[0-9]{6}$")));
    }

    @Override
    ToolResult work(DemoShop shop, Map<String, String> arguments) throws SQLException {
        Optional<Order> found = shop.order(arguments.getOrDefault("order_number", ""));
        if (found.isEmpty()) {
            return new ToolResult.NotFound();
        }
        Order order = found.get();
        return new ToolResult.Done(
                Map.of(
                        "outcome", order.outcome(),
                        "item", order.item(),
                        "carrier", order.carrier(),
                        "expected", order.deliveryDay().toString(),
                        "delivered", order.deliveryDay().toString()));
    }
}
