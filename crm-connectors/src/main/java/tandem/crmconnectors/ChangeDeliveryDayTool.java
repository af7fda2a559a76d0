package tandem.crmconnectors;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import tandem.agentloop.ToolResult;

/// Moves an order's delivery to another day. Immutable.
final class ChangeDeliveryDayTool extends ShopTool {

    ChangeDeliveryDayTool(DemoShop shop) {
        super(
                shop,
                changing(
                        "change_delivery_day",
                        "Moves the delivery of an order to another day",
                        strings(
                                "order_number", "^[0-9]{6}$",
                                "day", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")));
    }

    @Override
    ToolResult work(DemoShop shop, Map<String, String> arguments) throws SQLException {
        LocalDate day;
        try {
            day = LocalDate.parse(arguments.getOrDefault("day", ""));
        } catch (DateTimeParseException notADay) {
            return new ToolResult.Refused("I need a day for the delivery.");
        }
        if (!day.isAfter(shop.today())) {
            return new ToolResult.Refused("The new day has to lie ahead of us.");
        }
        String number = arguments.getOrDefault("order_number", "");
        return shop.inTransaction(connection -> move(connection, number, day));
    }

    private static ToolResult move(Connection connection, String number, LocalDate day)
            throws SQLException {
        Optional<Order> found = DemoShop.order(connection, number);
        if (found.isEmpty()) {
            return new ToolResult.NotFound();
        }
        Order order = found.get();
        return switch (order.state()) {
            case OUT_FOR_DELIVERY -> outcome("too_late", order);
            case DELIVERED, CANCELLED -> outcome("over", order);
            case PROCESSING, SHIPPED -> {
                String sql = "update orders set delivery_day = ? where number = ?";
                try (PreparedStatement update = DemoShop.prepare(connection, sql)) {
                    update.setDate(1, Date.valueOf(day));
                    update.setString(2, number);
                    update.executeUpdate();
                }
                yield outcome("changed", order);
            }
        };
    }

    private static ToolResult outcome(String outcome, Order order) {
        return new ToolResult.Done(Map.of("outcome", outcome, "carrier", order.carrier()));
    }
}
