package tandem.crmconnectors;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import tandem.agentloop.Tool;
import tandem.agentloop.ToolCall;
import tandem.agentloop.ToolResult;
import tandem.agentloop.ToolSpec;

/// `request_call_back`: notes a name and a number for a colleague to call. Value: `reference`. The
/// same call of the tool noted twice is one request. Thread-safe.
public final class RequestCallBackTool implements Tool {

    private static final int LONGEST_NAME = 80;

    private final DemoShop orders;
    private final ToolSpec spec;

    public RequestCallBackTool(DemoShop orders) {
        this.orders = orders;
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("name", "who is to be called");
        arguments.put("phone_number", "digits only");
        this.spec =
                ToolSpecs.changing(
                        "request_call_back",
                        "Notes that a caller is to be called back.",
                        arguments);
    }

    @Override
    public ToolSpec spec() {
        return spec;
    }

    @Override
    public ToolResult run(ToolCall call) {
        String name = call.arguments().getOrDefault("name", "");
        String phone = call.arguments().getOrDefault("phone_number", "");
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            return new ToolResult.Refused("What's your name, please?");
        }
        if (!phone.matches("\\d{7,15}")) {
            return new ToolResult.Refused("Which number can we call you on?");
        }
        String request = call.call().value() + "/" + call.id();
        return orders.run(connection -> {
            OptionalInt noted = find(connection, request);
            if (noted.isEmpty()) {
                insert(connection, request, name, phone);
                noted = find(connection, request);
            }
            return new ToolResult.Done(Map.of("reference", "C-" + noted.orElseThrow()));
        });
    }

    private static OptionalInt find(Connection connection, String request) throws SQLException {
        String sql = "select id from call_backs where request = ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setQueryTimeout(DemoShop.QUERY_SECONDS);
            query.setString(1, request);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
            }
        }
    }

    private void insert(Connection connection, String request, String name, String phone)
            throws SQLException {
        String sql =
                "insert into call_backs (request, name, phone_number, requested)"
                        + " values (?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setQueryTimeout(DemoShop.QUERY_SECONDS);
            insert.setString(1, request);
            insert.setString(2, name);
            insert.setString(3, phone);
            insert.setObject(4, LocalDateTime.ofInstant(orders.now(), ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }
}
