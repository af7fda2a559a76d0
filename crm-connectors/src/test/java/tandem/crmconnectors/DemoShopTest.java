package tandem.crmconnectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.agentloop.ProviderException;
import tandem.agentloop.ToolCall;
import tandem.agentloop.ToolResult;
import tandem.callmodel.CallId;
import tandem.callmodel.time.ManualTime;

class DemoShopTest {

    private final ManualTime time = new ManualTime();
    private DemoShop shop;

    @TempDir Path directory;

    @BeforeEach
    void open() throws Exception {
        shop = DemoShop.inMemory("shop-" + UUID.randomUUID(), time, ZoneOffset.UTC);
        shop.start();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_shipped_order_is_found_with_its_carrier_and_day() {
        assertThat(run("order_status", "order_number", "482915"))
                .isEqualTo(
                        new ToolResult.Done(
                                Map.of(
                                        "outcome", "shipped",
                                        "item", "a walnut dining table",
                                        "carrier", "Northway",
                                        "expected", "2026-03-04",
                                        "delivered", "2026-03-04")));
    }

    @Test
    void an_unknown_number_is_not_found_and_a_wrong_one_is_refused() {
        assertThat(run("order_status", "order_number", "000000"))
                .isEqualTo(new ToolResult.NotFound());
        assertThat(run("order_status", "order_number", "48291"))
                .isInstanceOf(ToolResult.Refused.class);
        assertThat(run("order_status", "order_number", "1' or 1=1"))
                .isInstanceOf(ToolResult.Refused.class);
        assertThat(run("order_status")).isInstanceOf(ToolResult.Refused.class);
    }

    @Test
    void an_order_is_cancelled_once_and_not_after_it_left() {
        assertThat(outcome(run("cancel_order", "order_number", "730264"))).isEqualTo("cancelled");
        assertThat(outcome(run("cancel_order", "order_number", "730264")))
                .isEqualTo("already_cancelled");
        assertThat(outcome(run("order_status", "order_number", "730264"))).isEqualTo("cancelled");
        assertThat(outcome(run("cancel_order", "order_number", "482915"))).isEqualTo("too_late");
    }

    @Test
    void a_delivery_moves_to_a_day_ahead_only() {
        assertThat(
                        outcome(
                                run(
                                        "change_delivery_day",
                                        "order_number",
                                        "482915",
                                        "day",
                                        "2026-03-09")))
                .isEqualTo("changed");
        assertThat(((ToolResult.Done) run("order_status", "order_number", "482915")).values())
                .containsEntry("expected", "2026-03-09");
        assertThat(run("change_delivery_day", "order_number", "482915", "day", "2026-03-02"))
                .isInstanceOf(ToolResult.Refused.class);
        assertThat(run("change_delivery_day", "order_number", "482915", "day", "soon"))
                .isInstanceOf(ToolResult.Refused.class);
        assertThat(
                        outcome(
                                run(
                                        "change_delivery_day",
                                        "order_number",
                                        "204417",
                                        "day",
                                        "2026-03-09")))
                .isEqualTo("too_late");
        assertThat(
                        outcome(
                                run(
                                        "change_delivery_day",
                                        "order_number",
                                        "915538",
                                        "day",
                                        "2026-03-09")))
                .isEqualTo("over");
    }

    @Test
    void a_return_is_registered_once_within_thirty_days() {
        ToolResult first = run("register_return", "order_number", "915538", "unopened", "yes");
        assertThat(outcome(first)).isEqualTo("registered");
        ToolResult second = run("register_return", "order_number", "915538", "unopened", "yes");
        assertThat(outcome(second)).isEqualTo("already_returned");
        assertThat(((ToolResult.Done) second).values().get("reference"))
                .isEqualTo(((ToolResult.Done) first).values().get("reference"))
                .matches("RT-\\d{4}");
        assertThat(outcome(run("register_return", "order_number", "158746", "unopened", "no")))
                .isEqualTo("too_late");
        assertThat(outcome(run("register_return", "order_number", "482915", "unopened", "no")))
                .isEqualTo("not_delivered");
    }

    @Test
    void the_same_call_back_twice_is_one() {
        ToolResult first = run("request_call_back", "name", "Ann Lee", "phone_number", "5550142");
        assertThat(first).isInstanceOf(ToolResult.Done.class);
        assertThat(run("request_call_back", "name", "Ann Lee", "phone_number", "5550142"))
                .isEqualTo(first);
        assertThat(run("request_call_back", "name", "", "phone_number", "5550142"))
                .isInstanceOf(ToolResult.Refused.class);
    }

    @Test
    void a_file_that_is_no_database_is_told_at_start() throws Exception {
        Files.writeString(directory.resolve("orders.mv.db"), "not a database".repeat(1000));
        try (DemoShop broken = DemoShop.inFile(directory.resolve("orders"), time, ZoneOffset.UTC)) {
            assertThatThrownBy(broken::start)
                    .isInstanceOf(ProviderException.class)
                    .hasMessageContaining("cannot be opened")
                    .hasMessageContaining("data.directory");
        }
    }

    @Test
    void what_was_changed_outlives_a_restart_and_samples_are_loaded_once() throws Exception {
        Path file = directory.resolve("orders");
        try (DemoShop first = DemoShop.inFile(file, time, ZoneOffset.UTC)) {
            first.start();
            run(first, "cancel_order", "order_number", "730264");
        }
        time.advance(Duration.ofDays(1));
        try (DemoShop again = DemoShop.inFile(file, time, ZoneOffset.UTC)) {
            again.start();
            assertThat(outcome(run(again, "order_status", "order_number", "730264")))
                    .isEqualTo("cancelled");
        }
    }

    @Test
    void a_closed_database_is_a_failed_result() {
        shop.close();
        assertThat(run("order_status", "order_number", "482915"))
                .isEqualTo(new ToolResult.Failed("database"));
    }

    private ToolResult run(String tool, String... arguments) {
        return run(shop, tool, arguments);
    }

    private static ToolResult run(DemoShop shop, String tool, String... arguments) {
        Map<String, String> byName = new HashMap<>();
        for (int n = 0; n < arguments.length; n += 2) {
            byName.put(arguments[n], arguments[n + 1]);
        }
        return shop.tools().stream()
                .filter(candidate -> candidate.spec().name().equals(tool))
                .findFirst()
                .orElseThrow()
                .run(new ToolCall(new CallId("c1"), "1", tool, byName));
    }

    private static String outcome(ToolResult result) {
        return ((ToolResult.Done) result).values().get("outcome");
    }
}
