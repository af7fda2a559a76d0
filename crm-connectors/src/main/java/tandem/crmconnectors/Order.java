package tandem.crmconnectors;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One order as a caller hears of it. Immutable.
///
/// @param expected the day it should arrive; never a Sunday
/// @param delivered the day it arrived, when it did
record Order(
        String number,
        Status status,
        String item,
        int amountCents,
        String carrier,
        LocalDate expected,
        LocalDate delivered) {

    /// Where an order stands.
    enum Status {
        PROCESSING,
        SHIPPED,
        OUT_FOR_DELIVERY,
        DELIVERED,
        CANCELLED,
        RETURNED;

        /// As it is kept in the database and named in flows.
        String written() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static boolean isNumber(String text) {
        return text.length() == 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// @param lock whether the row is to be changed in this transaction
    static Optional<Order> find(Connection connection, String number, LocalDate today, boolean lock)
            throws SQLException {
        String read =
                "select number, status, item, amount_cents, carrier, expected_in_days,"
                        + " delivered_days_ago, chosen_day from orders where number = ?";
        String lockToo = read + " for update";
        try (PreparedStatement query = connection.prepareStatement(lock ? lockToo : read)) {
            query.setQueryTimeout(DemoShop.QUERY_SECONDS);
            query.setString(1, number);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(of(row, today)) : Optional.empty();
            }
        }
    }

    private static Order of(ResultSet row, LocalDate today) throws SQLException {
        LocalDate planned = today.plusDays(row.getInt(6));
        LocalDate chosen = row.getObject(8, LocalDate.class);
        LocalDate expected = chosen != null && !chosen.isBefore(today) ? chosen : planned;
        return new Order(
                row.getString(1),
                Status.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                row.getString(3),
                row.getInt(4),
                row.getString(5),
                expected.getDayOfWeek() == DayOfWeek.SUNDAY ? expected.plusDays(1) : expected,
                today.minusDays(row.getInt(7)));
    }

    String amount() {
        return "$" + BigDecimal.valueOf(amountCents, 2).toPlainString();
    }

    /// What every answer about an order may name.
    Map<String, String> values(String outcome) {
        Map<String, String> values = new HashMap<>();
        values.put("outcome", outcome);
        values.put("item", item);
        values.put("amount", amount());
        values.put("carrier", carrier);
        values.put("expected", expected.toString());
        values.put("delivered", delivered.toString());
        return values;
    }
}
