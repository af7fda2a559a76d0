package tandem.crmconnectors;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tandem.agentloop.ProviderException;
import tandem.agentloop.Tool;
import tandem.agentloop.ToolResult;
import tandem.callmodel.time.Time;

/// The sample shop: its orders, returns and call-backs in an embedded H2 database, and the tools
/// that work on them.
///
/// Thread-safe: each piece of work takes a connection of its own from a bounded pool. When all are
/// taken it waits two seconds and then fails as a tool result.
public final class DemoShop implements AutoCloseable {

    /// No statement may take longer; the tools' own time is longer than that.
    static final int QUERY_SECONDS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(DemoShop.class);
    private static final int CONNECTIONS = 8;

    private final String url;
    private final String place;
    private final Time time;
    private final ZoneId zone;
    private volatile @Nullable JdbcConnectionPool pool;

    private DemoShop(String url, String place, Time time, ZoneId zone) {
        this.url = url;
        this.place = place;
        this.time = time;
        this.zone = zone;
    }

    /// Orders that are gone when this is closed.
    ///
    /// @param name unique in this process
    /// @param zone where the shop's day begins
    public static DemoShop inMemory(String name, Time time, ZoneId zone) {
        String url = "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
        return new DemoShop(url, "in memory", time, zone);
    }

    /// Orders in the file `file.mv.db`, made with the samples when it is not there.
    public static DemoShop inFile(Path file, Time time, ZoneId zone) {
        String path = file.toAbsolutePath().normalize().toString();
        if (path.contains(";")) {
            throw new IllegalArgumentException("a database path must not contain ';': " + path);
        }
        // "async": interrupting a tool's thread must not close the file under the others.
        return new DemoShop("jdbc:h2:async:" + path, path + ".mv.db", time, zone);
    }

    /// Opens the database, makes what is missing in it.
    ///
    /// @throws ProviderException when another process has it, or it is damaged; says what to do
    public void start() throws ProviderException {
        JdbcConnectionPool opening =
                JdbcConnectionPool.create(
                        url + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;LOCK_TIMEOUT=1500",
                        "tandem",
                        "");
        opening.setMaxConnections(CONNECTIONS);
        opening.setLoginTimeout(QUERY_SECONDS);
        try (Connection connection = opening.getConnection()) {
            connection.setAutoCommit(false);
            makeTables(connection);
            loadSamples(connection);
            connection.commit();
        } catch (SQLException wrong) {
            opening.dispose();
            throw new ProviderException(
                    ProviderException.Category.UNAVAILABLE, whatToDo(wrong), wrong);
        }
        pool = opening;
    }

    /// The tools that the shipped support flow uses.
    public List<Tool> tools() {
        return List.of(
                new OrderStatusTool(this),
                new CancelOrderTool(this),
                new ChangeDeliveryDayTool(this),
                new RegisterReturnTool(this),
                new RequestCallBackTool(this));
    }

    @Override
    public void close() {
        JdbcConnectionPool open = pool;
        pool = null;
        if (open == null) {
            return;
        }
        try (Connection connection = open.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
        } catch (SQLException alreadyDown) {
            // Closing twice, or a database that broke: there is nothing left to save.
        }
        open.dispose();
    }

    LocalDate today() {
        return LocalDate.ofInstant(time.now(), zone);
    }

    Instant now() {
        return time.now();
    }

    /// Work in one transaction: kept when it returns, undone when it throws.
    interface Work {
        ToolResult on(Connection connection) throws SQLException;
    }

    ToolResult run(Work work) {
        JdbcConnectionPool open = pool;
        if (open == null) {
            return new ToolResult.Failed("the order database is not open");
        }
        try (Connection connection = open.getConnection()) {
            connection.setAutoCommit(false);
            try {
                ToolResult result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException wrong) {
                connection.rollback();
                throw wrong;
            }
        } catch (SQLException wrong) {
            // The message may hold what a caller said; the code does not.
            LOG.warn("the order database: error {}", wrong.getErrorCode());
            return new ToolResult.Failed("the order database: error " + wrong.getErrorCode());
        }
    }

    private static void makeTables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : String.join("\n", lines("schema.sql")).split(";")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }

    private static void loadSamples(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from orders")) {
            if (count.next() && count.getInt(1) > 0) {
                return;
            }
        }
        String insert =
                "insert into orders (number, status, item, amount_cents, carrier,"
                        + " expected_in_days, delivered_days_ago) values (?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement row = connection.prepareStatement(insert)) {
            for (String line : lines("orders.csv")) {
                if (line.startsWith("#")) {
                    continue;
                }
                String[] cells = line.split(",");
                row.setString(1, cells[0]);
                row.setString(2, cells[1]);
                row.setString(3, cells[2]);
                row.setInt(4, Integer.parseInt(cells[3]));
                row.setString(5, cells[4]);
                row.setInt(6, Integer.parseInt(cells[5]));
                row.setInt(7, Integer.parseInt(cells[6]));
                row.addBatch();
            }
            row.executeBatch();
        }
    }

    private static List<String> lines(String resource) {
        try (InputStream in = DemoShop.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing in the jar: " + resource);
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String whatToDo(SQLException wrong) {
        String which = "the order database " + place + " ";
        return switch (wrong.getErrorCode()) {
            case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
                    which
                            + "is in use by another process: stop that one or give this one its own data.directory";
            case ErrorCode.FILE_CORRUPTED_1, ErrorCode.FILE_VERSION_ERROR_1 ->
                    which
                            + "is damaged or of another format: move it away to begin with the"
                            + " sample orders again";
            case ErrorCode.WRONG_USER_OR_PASSWORD ->
                    which + "belongs to something else: give this one its own data.directory";
            default -> which + "cannot be opened: " + reason(wrong);
        };
    }

    private static String reason(SQLException wrong) {
        String message = String.valueOf(wrong.getMessage());
        return message.lines().findFirst().orElse(message);
    }
}
