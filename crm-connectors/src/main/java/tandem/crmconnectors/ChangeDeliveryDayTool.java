package tandem.crmconnectors;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tandem.agentloop.Tool;
import tandem.agentloop.ToolCall;
import tandem.agentloop.ToolResult;
import tandem.agentloop.ToolSpec;

/// `change_delivery_day`: has an order delivered on a day of the caller's choice. Values: `outcome`
/// (`changed`, `too_late`, `over`), `item`, `carrier`, `expected`. Thread-safe.
public final class ChangeDeliveryDayTool implements Tool {

    private static final int FARTHEST_DAYS = 60;

    private final DemoShop orders;
    private final ToolSpec spec;

    public ChangeDeliveryDayTool(DemoShop orders) {
        this.orders = orders;
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("order_number", "the order's number, six digits");
        arguments.put("day", "the new day, as in 2026-05-03");
        this.spec =
                ToolSpecs.changing(
                        "change_delivery_day",
                        "Moves the delivery of an order to another day.",
                        arguments);
    }

    @Override
    public ToolSpec spec() {
        return spec;
    }

    @Override
    public ToolResult run(ToolCall call) {
        String number = call.arguments().getOrDefault("order_number", "");
        if (!Order.isNumber(number)) {
            return OrderStatusTool.NO_NUMBER;
        }
        LocalDate day;
        try {
            day = LocalDate.parse(call.arguments().getOrDefault("day", ""));
        } catch (DateTimeParseException notADay) {
            return new ToolResult.Refused("Which day would suit you?");
        }
        LocalDate today = orders.today();
        if (!day.isAfter(today)) {
            return new ToolResult.Refused(
                    "The earliest we can deliver is tomorrow. Which day would suit you?");
        }
        if (day.isAfter(today.plusDays(FARTHEST_DAYS))) {
            return new ToolResult.Refused(
                    "We plan deliveries up to sixty days ahead. Which day before that would suit"
                            + " you?");
        }
        if (day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            return new ToolResult.Refused(
                    "We don't deliver on Sundays. Which other day would suit you?");
        }
        return orders.run(connection -> change(connection, number, day));
    }

    private ToolResult change(Connection connection, String number, LocalDate day)
            throws SQLException {
        Optional<Order> found = Order.find(connection, number, orders.today(), true);
        if (found.isEmpty()) {
            return new ToolResult.NotFound();
        }
        Order order = found.get();
        return switch (order.status()) {
            case PROCESSING, SHIPPED -> {
                String sql = "update orders set chosen_day = ? where number = ?";
                try (PreparedStatement update = connection.prepareStatement(sql)) {
                    update.setQueryTimeout(DemoShop.QUERY_SECONDS);
                    update.setObject(1, day);
                    update.setString(2, number);
                    update.executeUpdate();
                }
                Map<String, String> values = order.values("changed");
                values.put("expected", day.toString());
                yield new ToolResult.Done(values);
            }
            case OUT_FOR_DELIVERY -> new ToolResult.Done(order.values("too_late"));
            case DELIVERED, CANCELLED, RETURNED -> new ToolResult.Done(order.values("over"));
        };
    }
}
