package tandem.callcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tandem.callcontrol.FakeSignaling.Command;
import tandem.callmodel.CallId;
import tandem.callmodel.time.Time;

/// Two thousand calls at once, and nothing of them afterwards.
class CallsUnderLoadTest {

    private static final int CALLS = 2_000;
    private static final EndCause BYE = EndCause.of(EndCause.Kind.REMOTE_HUNG_UP, "BYE");

    private final CallWorld world = new CallWorld();

    @TempDir Path directory;

    @Test
    @Timeout(60)
    void two_thousand_calls_at_once_leave_no_thread_no_port_and_no_entry() throws Exception {
        List<CallId> ids =
                IntStream.range(0, CALLS).mapToObj(n -> new CallId("load-" + n)).toList();
        try (Calls calls = world.calls(SettingsForTests.roomFor(CALLS, CALLS), Time.system())) {
            ids.forEach(id -> world.signaling.deliver(CallWorld.invited(id)));
            Await.until(
                    "all are answered",
                    () -> ids.stream().allMatch(id -> has(id, Command.Answered.class)));
            ids.forEach(id -> world.signaling.deliver(new SipEvent.Acknowledged(id)));
            Await.until(
                    "all are greeted",
                    () -> ids.stream().allMatch(id -> world.agent.with(id).starts() == 1));
            assertThat(threads()).isEqualTo(CALLS);
            assertThat(world.registry.get("tandem.calls.active").gauge().value()).isEqualTo(CALLS);

            ids.forEach(id -> world.signaling.deliver(new SipEvent.HungUp(id, BYE)));
            Await.until("all are gone", () -> calls.active() == 0);

            assertThat(world.media.open()).isZero();
            Await.until("their threads have ended", () -> threads() == 0);
            assertThat(calls.live()).isZero();
            assertThat(calls.endsPending()).isZero();
        }
        for (CallId id : ids) {
            assertThat(world.journal.facts(id, CallFact.Ended.class)).hasSize(1);
            assertThat(world.agent.with(id).closings()).isEqualTo(1);
            assertThat(world.recorder.recordings().get(id).finishes()).isEqualTo(1);
        }
        assertThat(world.count("tandem.calls.admitted")).isEqualTo(CALLS);
        assertThat(world.count("tandem.calls.ended", "cause", "remote_hung_up")).isEqualTo(CALLS);
    }

    private boolean has(CallId id, Class<? extends Command> kind) {
        return world.signaling.told(id).stream().anyMatch(kind::isInstance);
    }

    /// Live threads of calls, virtual ones, which no other listing shows.
    private long threads() {
        try {
            Path dump = directory.resolve("threads.txt");
            Files.deleteIfExists(dump);
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
            try (var lines = Files.lines(dump)) {
                return lines.filter(line -> line.contains("\"call-load-")).count();
            }
        } catch (IOException cannot) {
            throw new AssertionError(cannot);
        }
    }
}
