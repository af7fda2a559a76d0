package tandem.crmconnectors;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.h2.jdbcx.JdbcConnectionPool;
import tandem.agentloop.ProviderException;
import tandem.callmodel.time.Time;

/// The sample shop: its orders, returns and call-backs in an embedded database.
///
/// Thread-safe: every question takes its own connection from a bounded pool. Statements end after
/// two seconds.
public final class DemoShop implements AutoCloseable {

    private static final int CONNECTIONS = 8;
    private static final int STATEMENT_SECONDS = 2;

    private final String address;
    private final Time time;
    private final ZoneId zone;
    private final JdbcConnectionPool pool;

    private DemoShop(String address, Time time, ZoneId zone) {
        this.address = address;
        this.time = time;
        this.zone = zone;
        this.pool = JdbcConnectionPool.create(address, "tandem", "");
        pool.setMaxConnections(CONNECTIONS);
        pool.setLoginTimeout(STATEMENT_SECONDS);
    }

    /// Kept in the file `path` (`.mv.db` is added).
    public static DemoShop inFile(Path path, Time time, ZoneId zone) {
        return new DemoShop("jdbc:h2:file:" + path.toAbsolutePath(), time, zone);
    }

    /// Kept in memory under `name`, gone when closed.
    public static DemoShop inMemory(String name, Time time, ZoneId zone) {
        return new DemoShop("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", time, zone);
    }

    /// Makes the tables and loads the sample orders when there are none.
    ///
    /// @throws ProviderException when the database cannot be opened, saying why
    public void start() throws ProviderException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(resource("schema.sql"));
            try (ResultSet count = statement.executeQuery("select count(*) from orders")) {
                count.next();
                if (count.getInt(1) == 0) {
                    load(connection);
                }
            }
        } catch (SQLException broken) {
            throw new ProviderException(
                    ProviderException.Category.UNAVAILABLE,
                    "the database of sample orders cannot be opened ("
                            + address
                            + "): "
                            + firstLine(broken)
                            + " – another server may use it; give this one its own data.directory",
                    broken);
        }
    }

    /// The shop's tools, as flows name them.
    public List<ShopTool> tools() {
        return List.of(
                new OrderStatusTool(this),
                new ChangeDeliveryDayTool(this),
                new CancelOrderTool(this),
                new RegisterReturnTool(this),
                new RequestCallBackTool(this));
    }

    @Override
    public void close() {
        pool.dispose();
    }

    LocalDate today() {
        return time.now().atZone(zone).toLocalDate();
    }

    Optional<Order> order(String number) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return order(connection, number);
        }
    }

    /// Does `work` in one transaction: all of it happens, or nothing.
    <T> T inTransaction(Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                T result = work.on(connection);
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        }
    }

    static Optional<Order> order(Connection connection, String number) throws SQLException {
        String sql =
                "select number, item, state, carrier, delivery_day, amount_cents"
                        + " from orders where number = ?";
        try (PreparedStatement query = prepare(connection, sql)) {
            query.setString(1, number);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Order(
                                        row.getString(1),
                                        row.getString(2),
                                        Order.State.valueOf(
                                                row.getString(3).toUpperCase(Locale.ROOT)),
                                        row.getString(4),
                                        row.getDate(5).toLocalDate(),
                                        row.getInt(6)))
                        : Optional.empty();
            }
        }
    }

    static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(STATEMENT_SECONDS);
        return statement;
    }

    /// A reference that is easy to say: two letters and four digits or more.
    static String nextReference(Connection connection, String letters) throws SQLException {
        try (PreparedStatement next =
                        prepare(connection, "select next value for reference_numbers");
                ResultSet row = next.executeQuery()) {
            row.next();
            return letters + "-" + row.getLong(1);
        }
    }

    /// The message without the statement and the error code that H2 adds.
    static String firstLine(SQLException broken) {
        String message = String.valueOf(broken.getMessage());
        return message.lines()
                .findFirst()
                .orElse("")
                .replaceAll("; SQL statement:.*| \\[[0-9-]+]$", "");
    }

    private void load(Connection connection) throws SQLException {
        String sql = "insert into orders values (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = prepare(connection, sql)) {
            for (String line : resource("orders.csv").lines().toList()) {
                if (line.startsWith("#") || line.isBlank()) {
                    continue;
                }
                String[] fields = line.split(",", -1);
                for (int n = 0; n < 4; n++) {
                    insert.setString(n + 1, fields[n]);
                }
                insert.setDate(5, Date.valueOf(today().plusDays(Long.parseLong(fields[4]))));
                insert.setInt(6, Integer.parseInt(fields[5]));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static String resource(String name) {
        try (InputStream stream = DemoShop.class.getResourceAsStream("/tandem/crm/" + name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return String.join("\n", reader.lines().toList());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// Something done in one transaction.
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
