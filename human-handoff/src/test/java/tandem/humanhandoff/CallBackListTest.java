package tandem.humanhandoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.callcontrol.HumanDesk.Outcome;
import tandem.callcontrol.StartException;
import tandem.callmodel.CallId;
import tandem.callmodel.PartyAddress;
import tandem.callmodel.time.ManualTime;

class CallBackListTest {

    private static final PartyAddress CALLER =
            new PartyAddress("+442079460958", "example.org", "Zoë \"Z\" Müller");

    @TempDir Path folder;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("desk/call-backs.jsonl");
    }

    @AfterEach
    void nothing_is_left_behind() {
        assertThat(
                        Thread.getAllStackTraces().keySet().stream()
                                .filter(thread -> thread.getName().equals("call-backs")))
                .isEmpty();
    }

    @Test
    void a_call_back_is_promised_and_written() throws Exception {
        CallBackList list = list(100);
        list.start();
        assertThat(list.ask(new CallId("call-1"), CALLER, "asked for a human"))
                .isEqualTo(new Outcome.CallBackNoted("CB-1001"));
        await(() -> written() == 1);
        list.close();
        assertThat(CallBackList.read(file))
                .containsExactly(
                        new CallBack(
                                "CB-1001",
                                Instant.parse("2026-03-02T10:00:00Z"),
                                new CallId("call-1"),
                                CALLER,
                                "asked for a human"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void references_never_repeat_across_threads_and_restarts() throws Exception {
        Set<String> references = new HashSet<>();
        for (int run = 0; run < 3; run++) {
            CallBackList list = list(1_000);
            list.start();
            ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
            try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 100; i++) {
                    CallId call = new CallId("call-" + run + "-" + i);
                    calls.execute(() -> outcomes.add(list.ask(call, CALLER, "outage")));
                }
            }
            list.close();
            for (Outcome outcome : outcomes) {
                assertThat(references.add(((Outcome.CallBackNoted) outcome).reference())).isTrue();
            }
        }
        assertThat(references).hasSize(300);
        assertThat(CallBackList.read(file).stream().map(CallBack::reference))
                .containsExactlyInAnyOrderElementsOf(references);
    }

    @Test
    void a_line_cut_off_by_a_power_failure_spoils_nothing() throws Exception {
        CallBackList before = list(10);
        before.start();
        before.ask(new CallId("call-1"), CALLER, "one");
        before.close();
        Files.write(file, new byte[] {'{', '"', (byte) 0xC3}, StandardOpenOption.APPEND);
        CallBackList after = list(10);
        after.start();
        assertThat(after.ask(new CallId("call-2"), CALLER, "two"))
                .isEqualTo(new Outcome.CallBackNoted("CB-1002"));
        after.close();
        assertThat(CallBackList.read(file).stream().map(CallBack::reason))
                .containsExactly("one", "two");
    }

    @Test
    void nothing_is_promised_while_the_disk_refuses_and_no_promise_is_forgotten() throws Exception {
        CallBackList list = list(10);
        list.start();
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(list.ask(new CallId("call-1"), CALLER, "one"))
                .isInstanceOf(Outcome.CallBackNoted.class);
        await(() -> metrics.counter("tandem.callbacks.write.failed").count() > 0);
        await(() ->
                list.ask(new CallId("call-2"), CALLER, "two")
                        .equals(
                                new Outcome.Unavailable(
                                        "the list of call-backs cannot be written")));
        Files.delete(file);
        await(() -> written() >= 1);
        await(() ->
                list.ask(new CallId("call-3"), CALLER, "three") instanceof Outcome.CallBackNoted);
        list.close();
        assertThat(CallBackList.read(file).stream().map(CallBack::reason))
                .startsWith("one")
                .endsWith("three");
    }

    @Test
    void a_full_or_closed_list_says_so() throws Exception {
        CallBackList closed = list(10);
        assertThat(closed.ask(new CallId("call-1"), CALLER, "one"))
                .isEqualTo(new Outcome.Unavailable("the list of call-backs is closed"));
        closed.start();
        closed.close();
        closed.close();
        assertThat(closed.ask(new CallId("call-1"), CALLER, "one"))
                .isInstanceOf(Outcome.Unavailable.class);
        assertThat(metrics.counter("tandem.callbacks.refused").count()).isEqualTo(2);

        CallBackList stuck = list(1);
        stuck.start();
        Files.delete(file);
        Files.createDirectory(file);
        await(() -> stuck.ask(new CallId("call-1"), CALLER, "one") instanceof Outcome.Unavailable);
        Files.delete(file);
        stuck.close();
    }

    @Test
    void a_file_that_cannot_be_had_is_said_at_the_start() throws Exception {
        Files.writeString(folder.resolve("desk"), "in the way");
        assertThatThrownBy(list(10)::start)
                .isInstanceOf(StartException.class)
                .hasMessageContaining("call-backs.jsonl");
    }

    private CallBackList list(int capacity) {
        return new CallBackList(
                new CallBackSettings(file, capacity, Duration.ofMillis(20)),
                new ManualTime(),
                metrics);
    }

    private long written() {
        try {
            return CallBackList.read(file).size();
        } catch (java.io.IOException notYet) {
            return 0;
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
