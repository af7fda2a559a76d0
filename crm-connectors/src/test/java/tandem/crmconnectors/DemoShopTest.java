package tandem.crmconnectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.agentloop.ProviderException;
import tandem.agentloop.Tool;
import tandem.agentloop.ToolCall;
import tandem.agentloop.ToolResult;
import tandem.callmodel.CallId;
import tandem.callmodel.time.ManualTime;

/// It is Monday, 2 March 2026.
final class DemoShopTest {

    private final DemoShop orders = DemoShop.inMemory("test", new ManualTime(), ZoneOffset.UTC);
    @TempDir private Path folder;
    private int calls;

    @BeforeEach
    void open() throws Exception {
        orders.start();
    }

    @AfterEach
    void close() {
        orders.close();
    }

    @Test
    void the_sample_order_is_on_its_way_and_arrives_in_three_days() {
        Map<String, String> values = done(run("order_status", Map.of("order_number", "482915")));

        assertThat(values)
                .containsEntry("outcome", "shipped")
                .containsEntry("item", "an oak coffee table")
                .containsEntry("carrier", "Green Line")
                .containsEntry("expected", "2026-03-05")
                .containsEntry("amount", "$129.00");
    }

    @Test
    void there_are_about_thirty_orders_and_every_status_occurs() throws Exception {
        List<String> statuses = new ArrayList<>();
        orders.run(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select status from orders")) {
                while (rows.next()) {
                    statuses.add(rows.getString(1));
                }
            }
            return new ToolResult.NotFound();
        });

        assertThat(statuses).hasSizeBetween(30, 40);
        for (Order.Status status : Order.Status.values()) {
            assertThat(statuses).contains(status.written());
        }
    }

    @Test
    void no_order_is_expected_on_a_sunday() {
        assertThat(done(run("order_status", Map.of("order_number", "482916"))))
                .containsEntry("expected", "2026-03-09");
    }

    @ParameterizedTest
    @CsvSource({
        "482915,shipped",
        "300412,processing",
        "305268,out_for_delivery",
        "310934,delivered",
        "312846,cancelled",
        "318205,returned"
    })
    void the_outcome_of_a_status_is_the_status(String number, String status) {
        assertThat(done(run("order_status", Map.of("order_number", number))))
                .containsEntry("outcome", status);
    }

    @Test
    void an_order_that_does_not_exist_is_not_found() {
        for (String tool : List.of("order_status", "cancel_order")) {
            assertThat(run(tool, Map.of("order_number", "999999")))
                    .isEqualTo(new ToolResult.NotFound());
        }
        assertThat(
                        run(
                                "change_delivery_day",
                                Map.of("order_number", "999999", "day", "2026-03-04")))
                .isEqualTo(new ToolResult.NotFound());
        assertThat(run("register_return", Map.of("order_number", "999999", "unopened", "yes")))
                .isEqualTo(new ToolResult.NotFound());
    }

    @ParameterizedTest
    @CsvSource({"''", "48291", "4829155", "48291a", "'4829 5'", "' or 1=1 --'", "٤٨٢٩١٥"})
    void what_is_no_order_number_is_refused(String number) {
        for (String tool :
                List.of("order_status", "cancel_order", "change_delivery_day", "register_return")) {
            assertThat(run(tool, Map.of("order_number", number)))
                    .isInstanceOf(ToolResult.Refused.class);
        }
        assertThat(run("order_status", Map.of())).isInstanceOf(ToolResult.Refused.class);
    }

    @Test
    void an_order_is_cancelled_once() {
        Map<String, String> order = Map.of("order_number", "300412");

        assertThat(done(run("cancel_order", order)))
                .containsEntry("outcome", "cancelled")
                .containsEntry("amount", "$249.00");
        assertThat(done(run("cancel_order", order))).containsEntry("outcome", "already_cancelled");
        assertThat(done(run("order_status", order))).containsEntry("outcome", "cancelled");
    }

    @ParameterizedTest
    @CsvSource({"482915", "305268", "310934", "318205"})
    void what_has_left_the_warehouse_is_not_cancelled(String number) {
        String before = done(run("order_status", Map.of("order_number", number))).get("outcome");

        assertThat(done(run("cancel_order", Map.of("order_number", number))))
                .containsEntry("outcome", "too_late");
        assertThat(done(run("order_status", Map.of("order_number", number))))
                .containsEntry("outcome", before);
    }

    @Test
    void sixteen_callers_cancel_one_order_and_one_of_them_does() throws Exception {
        List<Callable<ToolResult>> all = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            ToolCall call = call("cancel_order", Map.of("order_number", "438042"));
            all.add(() -> tool("cancel_order").run(call));
        }
        List<String> outcomes = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<ToolResult> future : callers.invokeAll(all)) {
                outcomes.add(done(future.get()).get("outcome"));
            }
        }

        assertThat(outcomes).containsOnlyOnce("cancelled").contains("already_cancelled");
    }

    @Test
    void a_chosen_day_is_kept_and_told() {
        assertThat(
                        done(
                                run(
                                        "change_delivery_day",
                                        Map.of("order_number", "482915", "day", "2026-03-13"))))
                .containsEntry("outcome", "changed")
                .containsEntry("expected", "2026-03-13");
        assertThat(done(run("order_status", Map.of("order_number", "482915"))))
                .containsEntry("expected", "2026-03-13");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02,tomorrow", "2026-02-01,tomorrow", "2026-03-08,Sundays",
        "2026-05-02,sixty days", "soon,Which day", "'',Which day"
    })
    void a_day_that_cannot_be_is_refused_with_a_question(String day, String reason) {
        assertThat(run("change_delivery_day", Map.of("order_number", "482915", "day", day)))
                .isInstanceOfSatisfying(
                        ToolResult.Refused.class,
                        refused -> assertThat(refused.sentence()).contains(reason).endsWith("?"));
    }

    @ParameterizedTest
    @CsvSource({"305268,too_late", "310934,over", "312846,over", "318205,over"})
    void a_delivery_that_is_under_way_or_over_stays_as_it_is(String number, String outcome) {
        assertThat(
                        done(
                                run(
                                        "change_delivery_day",
                                        Map.of("order_number", number, "day", "2026-03-13"))))
                .containsEntry("outcome", outcome);
    }

    @Test
    void a_return_is_registered_once() {
        Map<String, String> arguments = Map.of("order_number", "310934", "unopened", "yes");

        assertThat(done(run("register_return", arguments)))
                .containsEntry("outcome", "registered")
                .containsEntry("reference", "R-1001");
        assertThat(done(run("register_return", arguments)))
                .containsEntry("outcome", "already_returned");
    }

    @ParameterizedTest
    @CsvSource({
        "310934,no,inspection",
        "507744,yes,registered",
        "341026,yes,too_late",
        "482915,yes,not_delivered",
        "318205,yes,already_returned"
    })
    void a_return_depends_on_where_the_order_is(String number, String unopened, String outcome) {
        assertThat(
                        done(
                                run(
                                        "register_return",
                                        Map.of("order_number", number, "unopened", unopened))))
                .containsEntry("outcome", outcome);
    }

    @Test
    void a_return_without_word_about_the_box_asks_for_it() {
        assertThat(run("register_return", Map.of("order_number", "310934")))
                .isEqualTo(new ToolResult.Refused("Is the box still unopened?"));
    }

    @Test
    void a_call_back_that_is_asked_for_twice_by_one_tool_call_is_noted_once() throws Exception {
        ToolCall call =
                call("request_call_back", Map.of("name", "Ann O'Neil", "phone_number", "5551234"));
        ToolResult first = tool("request_call_back").run(call);

        assertThat(done(first)).containsEntry("reference", "C-2001");
        assertThat(tool("request_call_back").run(call)).isEqualTo(first);
        assertThat(done(run("request_call_back", Map.of("name", "Ann", "phone_number", "5551234"))))
                .containsEntry("reference", "C-2002");
    }

    @Test
    void a_call_back_without_name_or_number_asks_for_them() {
        assertThat(run("request_call_back", Map.of("phone_number", "5551234")))
                .isEqualTo(new ToolResult.Refused("What's your name, please?"));
        assertThat(run("request_call_back", Map.of("name", "Ann", "phone_number", "12")))
                .isEqualTo(new ToolResult.Refused("Which number can we call you on?"));
    }

    @Test
    void a_file_keeps_what_was_done() throws Exception {
        Path file = folder.resolve("orders");
        try (DemoShop first = started(file)) {
            new CancelOrderTool(first).run(call("cancel_order", Map.of("order_number", "300412")));
        }
        try (DemoShop again = started(file)) {
            assertThat(
                            done(
                                    new OrderStatusTool(again)
                                            .run(
                                                    call(
                                                            "order_status",
                                                            Map.of("order_number", "300412")))))
                    .containsEntry("outcome", "cancelled");
        }
        assertThat(folder.resolve("orders.mv.db")).exists();
    }

    @Test
    void a_damaged_file_is_named_at_the_start() throws Exception {
        Path file = folder.resolve("orders");
        Files.writeString(folder.resolve("orders.mv.db"), "this is no database ".repeat(1000));

        assertThatThrownBy(() -> started(file))
                .isInstanceOf(ProviderException.class)
                .hasMessage(
                        "the order database "
                                + folder.resolve("orders.mv.db")
                                + " is damaged or of another format: move it away to begin with"
                                + " the sample orders again");
    }

    @Test
    void a_file_that_another_process_has_is_named_at_the_start() throws Exception {
        Path file = folder.resolve("orders");
        try (DemoShop _ = started(file);
                OtherProcess other = OtherProcess.opening(file)) {
            assertThat(other.said())
                    .isEqualTo(
                            "the order database "
                                    + folder.resolve("orders.mv.db")
                                    + " is in use by another process: stop that one or give"
                                    + " this one its own data.directory");
        }
    }

    @Test
    void a_folder_that_cannot_be_written_is_named_at_the_start() throws Exception {
        Path blocked = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> started(blocked.resolve("orders")))
                .isInstanceOf(ProviderException.class)
                .hasMessageStartingWith(
                        "the order database "
                                + blocked.resolve("orders.mv.db")
                                + " cannot be opened: ");
    }

    @Test
    void a_path_that_would_change_the_database_address_is_refused() {
        assertThatThrownBy(() ->
                        DemoShop.inFile(Path.of("x;INIT=drop"), new ManualTime(), ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_interrupted_tool_leaves_the_database_usable() throws Exception {
        Path file = folder.resolve("orders");
        try (DemoShop onFile = started(file)) {
            CancelOrderTool cancel = new CancelOrderTool(onFile);
            for (int i = 0; i < 20; i++) {
                Thread interrupted =
                        Thread.ofVirtual()
                                .start(() -> {
                                    Thread.currentThread().interrupt();
                                    cancel.run(
                                            call("cancel_order", Map.of("order_number", "300412")));
                                });
                interrupted.join();
            }
            assertThat(
                            new OrderStatusTool(onFile)
                                    .run(call("order_status", Map.of("order_number", "482915"))))
                    .isInstanceOf(ToolResult.Done.class);
        }
    }

    @Test
    void a_closed_database_fails_as_a_result() {
        orders.close();
        orders.close();

        assertThat(run("order_status", Map.of("order_number", "482915")))
                .isEqualTo(new ToolResult.Failed("the order database is not open"));
    }

    @Test
    void tools_that_change_something_want_a_yes_and_cannot_be_cut_short() {
        Map<String, Boolean> changing = new HashMap<>();
        for (Tool tool : orders.tools()) {
            changing.put(tool.spec().name(), tool.spec().sideEffect());
            assertThat(tool.spec().needsConfirmation()).isEqualTo(tool.spec().sideEffect());
        }

        assertThat(changing)
                .isEqualTo(
                        Map.of(
                                "order_status", false,
                                "cancel_order", true,
                                "change_delivery_day", true,
                                "register_return", true,
                                "request_call_back", true));
    }

    @Test
    void today_is_the_shops_day() {
        assertThat(orders.today()).isEqualTo(LocalDate.of(2026, 3, 2));
    }

    private static DemoShop started(Path file) throws ProviderException {
        DemoShop shop = DemoShop.inFile(file, new ManualTime(), ZoneOffset.UTC);
        shop.start();
        return shop;
    }

    private ToolResult run(String tool, Map<String, String> arguments) {
        try {
            return tool(tool).run(call(tool, arguments));
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private Tool tool(String name) {
        return orders.tools().stream()
                .filter(tool -> tool.spec().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private synchronized ToolCall call(String tool, Map<String, String> arguments) {
        return new ToolCall(new CallId("test"), "c" + calls++, tool, arguments);
    }

    private static Map<String, String> done(ToolResult result) {
        assertThat(result).isInstanceOf(ToolResult.Done.class);
        return ((ToolResult.Done) result).values();
    }
}
