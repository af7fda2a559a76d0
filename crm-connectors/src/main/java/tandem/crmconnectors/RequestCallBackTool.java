package tandem.crmconnectors;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import tandem.agentloop.ToolResult;

/// Notes that a caller wants to be called back; the same wish twice is one call-back. Immutable.
final class RequestCallBackTool extends ShopTool {

    RequestCallBackTool(DemoShop shop) {
        super(
                shop,
                changing(
                        "request_call_back",
                        "Notes a call-back by a colleague",
                        strings("name", "^.{1,80}$", "phone_number", "^[0-9]{3,32}$")));
    }

    @Override
    boolean worksOnAnOrder() {
        return false;
    }

    @Override
    ToolResult work(DemoShop shop, Map<String, String> arguments) throws SQLException {
        String name = arguments.getOrDefault("name", "");
        String number = arguments.getOrDefault("phone_number", "");
        if (name.isBlank() || name.length() > 80 || !number.matches("[0-9]{3,32}")) {
            return new ToolResult.Refused("I need a name and a phone number.");
        }
        return shop.inTransaction(connection -> note(connection, name, number));
    }

    private static ToolResult note(Connection connection, String name, String number)
            throws SQLException {
        String earlier = "select reference from call_backs where name = ? and phone_number = ?";
        try (PreparedStatement query = DemoShop.prepare(connection, earlier)) {
            query.setString(1, name);
            query.setString(2, number);
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    return new ToolResult.Done(Map.of("reference", row.getString(1)));
                }
            }
        }
        String reference = DemoShop.nextReference(connection, "CB");
        String sql = "insert into call_backs values (?, ?, ?)";
        try (PreparedStatement insert = DemoShop.prepare(connection, sql)) {
            insert.setString(1, reference);
            insert.setString(2, name);
            insert.setString(3, number);
            insert.executeUpdate();
        }
        return new ToolResult.Done(Map.of("reference", reference));
    }
}
