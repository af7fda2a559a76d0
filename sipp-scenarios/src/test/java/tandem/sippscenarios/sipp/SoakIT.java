package tandem.sippscenarios.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tandem.sippscenarios.load.LoadCommand;

/// A thousand calls that talk, key, cancel and hang up by seeded chance leave the server as it was.
class SoakIT {

    /// Room for what a JVM learns on the way: code, profiles, caches of bounded size.
    private static final long HEAP_TOLERANCE_BYTES = 12L << 20;

    @TempDir Path directory;

    @Test
    void a_thousand_random_calls_leave_nothing_behind() throws Exception {
        try (ServerProcess server = ServerProcess.start(directory)) {
            load(server, 100, 10);
            server.awaitIdle();
            long heap = server.liveHeap();
            long threads = server.threads();
            long descriptors = server.descriptors();
            double admitted = server.metric("tandem_calls_admitted_total");

            assertThat(load(server, 1_000, 12)).as("calls that went as planned").isZero();

            server.awaitIdle();
            assertThat(server.metric("tandem_calls_admitted_total"))
                    .isEqualTo(server.metric("tandem_calls_ended_total"))
                    .isGreaterThan(admitted + 800);
            assertThat(server.metric("tandem_turn_leaked")).isZero();
            assertThat(server.metric("tandem_journal_dropped_total")).isZero();
            assertThat(server.metric("tandem_asr_worker_ended_total", "reason=\"crash\"")).isZero();
            assertThat(server.threads()).isLessThanOrEqualTo(threads + 8);
            assertThat(server.descriptors()).isLessThanOrEqualTo(descriptors + 16);
            long left = server.liveHeap();
            System.out.printf(
                    "live heap %.1f MB before, %.1f MB after a thousand calls%n",
                    heap / 1e6, left / 1e6);
            assertThat(left).isLessThan(heap + HEAP_TOLERANCE_BYTES);
            assertThat(server.stop()).isZero();
        }
    }

    private static int load(ServerProcess server, int calls, int perSecond) {
        return new CommandLine(new LoadCommand())
                .execute(
                        "sip:support@" + server.sipAddress(),
                        "--calls",
                        "" + calls,
                        "--rate",
                        "" + perSecond,
                        "--longest",
                        "5",
                        "--seed",
                        "7");
    }
}
