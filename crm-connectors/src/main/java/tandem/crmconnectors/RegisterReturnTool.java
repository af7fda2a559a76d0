package tandem.crmconnectors;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tandem.agentloop.Tool;
import tandem.agentloop.ToolCall;
import tandem.agentloop.ToolResult;
import tandem.agentloop.ToolSpec;

/// `register_return`: notes that an order comes back. Values: `outcome` (`registered`, `inspection`
/// for an opened box, `not_delivered`, `already_returned`, `too_late`), `reference`, `item`.
/// Thread-safe.
public final class RegisterReturnTool implements Tool {

    private static final int RETURN_DAYS = 30;

    private final DemoShop orders;
    private final ToolSpec spec;

    public RegisterReturnTool(DemoShop orders) {
        this.orders = orders;
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("order_number", "the order's number, six digits");
        arguments.put("unopened", "yes or no: whether the box is still closed");
        this.spec =
                ToolSpecs.changing(
                        "register_return", "Registers that an order is sent back.", arguments);
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
        String unopened = call.arguments().getOrDefault("unopened", "");
        return switch (unopened) {
            case "yes" -> orders.run(connection -> register(connection, number, true));
            case "no" -> orders.run(connection -> register(connection, number, false));
            default -> new ToolResult.Refused("Is the box still unopened?");
        };
    }

    private ToolResult register(Connection connection, String number, boolean unopened)
            throws SQLException {
        Optional<Order> found = Order.find(connection, number, orders.today(), true);
        if (found.isEmpty()) {
            return new ToolResult.NotFound();
        }
        Order order = found.get();
        return switch (order.status()) {
            case PROCESSING, SHIPPED, OUT_FOR_DELIVERY, CANCELLED ->
                    new ToolResult.Done(order.values("not_delivered"));
            case RETURNED -> new ToolResult.Done(order.values("already_returned"));
            case DELIVERED -> {
                if (order.delivered().isBefore(orders.today().minusDays(RETURN_DAYS))) {
                    yield new ToolResult.Done(order.values("too_late"));
                }
                if (isRegistered(connection, number)) {
                    yield new ToolResult.Done(order.values("already_returned"));
                }
                Map<String, String> values = order.values(unopened ? "registered" : "inspection");
                values.put("reference", "R-" + insert(connection, number, unopened));
                yield new ToolResult.Done(values);
            }
        };
    }

    private static boolean isRegistered(Connection connection, String number) throws SQLException {
        String sql = "select 1 from returns where order_number = ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setQueryTimeout(DemoShop.QUERY_SECONDS);
            query.setString(1, number);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    private int insert(Connection connection, String number, boolean unopened) throws SQLException {
        String sql = "insert into returns (order_number, unopened, registered) values (?, ?, ?)";
        try (PreparedStatement insert =
                connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
            insert.setQueryTimeout(DemoShop.QUERY_SECONDS);
            insert.setString(1, number);
            insert.setBoolean(2, unopened);
            insert.setObject(3, LocalDateTime.ofInstant(orders.now(), ZoneOffset.UTC));
            insert.executeUpdate();
            try (ResultSet key = insert.getGeneratedKeys()) {
                key.next();
                return key.getInt(1);
            }
        }
    }
}
