package tandem.crmconnectors;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import tandem.agentloop.ToolResult;

/// Registers that an order comes back. Immutable.
final class RegisterReturnTool extends ShopTool {

    private static final int RETURN_DAYS = 30;

    RegisterReturnTool(DemoShop shop) {
        super(
                shop,
                changing(
                        "register_return",
                        "Registers a return and sends the label",
                        strings("order_number", "^[0-9]{6}$", "unopened", "^(yes|no)$")));
    }

    @Override
    ToolResult work(DemoShop shop, Map<String, String> arguments) throws SQLException {
        String number = arguments.getOrDefault("order_number", "");
        boolean unopened = arguments.getOrDefault("unopened", "").equals("yes");
        LocalDate today = shop.today();
        return shop.inTransaction(connection -> register(connection, number, unopened, today));
    }

    private static ToolResult register(
            Connection connection, String number, boolean unopened, LocalDate today)
            throws SQLException {
        Optional<Order> found = DemoShop.order(connection, number);
        if (found.isEmpty()) {
            return new ToolResult.NotFound();
        }
        Order order = found.get();
        Optional<String> earlier = earlier(connection, number);
        if (earlier.isPresent()) {
            return outcome("already_returned", earlier.get());
        }
        if (order.state() != Order.State.DELIVERED) {
            return outcome("not_delivered", "");
        }
        if (order.deliveryDay().plusDays(RETURN_DAYS).isBefore(today)) {
            return outcome("too_late", "");
        }
        String reference = DemoShop.nextReference(connection, "RT");
        String sql = "insert into returns values (?, ?, ?)";
        try (PreparedStatement insert = DemoShop.prepare(connection, sql)) {
            insert.setString(1, reference);
            insert.setString(2, number);
            insert.setBoolean(3, unopened);
            insert.executeUpdate();
        }
        return outcome(unopened ? "registered" : "inspection", reference);
    }

    private static Optional<String> earlier(Connection connection, String number)
            throws SQLException {
        String sql = "select reference from returns where order_number = ?";
        try (PreparedStatement query = DemoShop.prepare(connection, sql)) {
            query.setString(1, number);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private static ToolResult outcome(String outcome, String reference) {
        return new ToolResult.Done(Map.of("outcome", outcome, "reference", reference));
    }
}
