package tandem.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.agentloop.ConversationFact;
import tandem.callcontrol.CallFact;
import tandem.callcontrol.Codec;
import tandem.callcontrol.Direction;
import tandem.callcontrol.EndCause;
import tandem.callcontrol.LegQuality;
import tandem.callcontrol.MediaAddress;
import tandem.callcontrol.NegotiatedMedia;
import tandem.callcontrol.Recorder;
import tandem.callcontrol.Refusal;
import tandem.callcontrol.StartException;
import tandem.callmodel.CallId;
import tandem.callmodel.PartyAddress;
import tandem.callmodel.PersonalText;
import tandem.callmodel.TurnId;

class JournalFilesTest {

    private static final Instant NIGHT = Instant.parse("2026-03-02T23:59:58.123456789Z");

    @TempDir Path folder;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void every_fact_comes_back_as_it_was() throws Exception {
        CallId call = new CallId("call-1");
        List<CallFact> facts = every(call);
        assertThat(facts.stream().<Object>map(Object::getClass))
                .as("every kind of fact is tried")
                .contains((Object[]) CallFact.class.getPermittedSubclasses());
        assertThat(
                        facts.stream()
                                .filter(CallFact.Conversed.class::isInstance)
                                .<Object>map(fact -> ((CallFact.Conversed) fact).fact().getClass()))
                .as("every kind of fact of a conversation is tried")
                .contains((Object[]) ConversationFact.class.getPermittedSubclasses());
        JournalFiles journal = journal(1_000);
        journal.start();
        facts.forEach(journal::append);
        journal.close();
        Path file = folder.resolve("calls/2026-03-02/call-1.jsonl");
        assertThat(JournalReader.readAll(file)).isEqualTo(facts);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThat(Files.readAllLines(file))
                .hasSameSizeAs(facts)
                .allMatch(line -> line.startsWith("{\"v\":1,\"type\":\""));
    }

    @Test
    void a_fact_can_be_read_as_soon_as_it_happened() throws Exception {
        JournalFiles journal = journal(1_000);
        journal.start();
        CallId call = new CallId("call-1");
        JournalReader tail = new JournalReader(folder.resolve("calls/2026-03-02/call-1.jsonl"));
        assertThat(tail.readNew()).isEmpty();
        for (CallFact fact : every(call)) {
            journal.append(fact);
            assertThat(awaitOne(tail)).containsExactly(fact);
        }
        journal.close();
    }

    @Test
    void a_line_that_is_being_written_waits_and_one_that_is_broken_is_named() throws Exception {
        Path file = folder.resolve("x.jsonl");
        String line = "{\"v\":1,\"type\":\"held\",\"call\":\"c\",\"at\":\"2026-03-02T00:00:00Z\",";
        Files.writeString(file, line);
        JournalReader reader = new JournalReader(file);
        assertThat(reader.readNew()).isEmpty();
        Files.writeString(file, "\"held\":true}\n{\"v\"", StandardOpenOption.APPEND);
        assertThat(reader.readNew())
                .containsExactly(
                        new CallFact.Held(
                                new CallId("c"), Instant.parse("2026-03-02T00:00:00Z"), true));
        Files.writeString(file, ":2}\n", StandardOpenOption.APPEND);
        assertThatThrownBy(reader::readNew)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void many_calls_share_a_thread_and_few_descriptors() throws Exception {
        JournalFiles journal = journal(100_000);
        journal.start();
        for (int round = 0; round < 10; round++) {
            for (int call = 0; call < 300; call++) {
                journal.append(new CallFact.Keyed(new CallId("call-" + call), NIGHT, "r" + round));
            }
        }
        for (int call = 0; call < 300; call++) {
            journal.append(
                    new CallFact.Ended(
                            new CallId("call-" + call),
                            NIGHT.plusSeconds(10),
                            EndCause.of(EndCause.Kind.REMOTE_HUNG_UP, "BYE"),
                            Duration.ofSeconds(1),
                            LegQuality.NONE));
            journal.append(
                    new CallFact.Recorded(
                            new CallId("call-" + call),
                            NIGHT.plusSeconds(20),
                            new Recorder.Outcome(
                                    new CallId("call-" + call),
                                    Optional.empty(),
                                    Duration.ZERO,
                                    0,
                                    "disk full")));
        }
        journal.close();
        for (int call = 0; call < 300; call++) {
            List<CallFact> facts =
                    JournalReader.readAll(
                            folder.resolve("calls/2026-03-02/call-" + call + ".jsonl"));
            assertThat(facts).hasSize(12);
            assertThat(((CallFact.Keyed) facts.get(9)).how()).isEqualTo("r9");
            assertThat(facts.getLast()).isInstanceOf(CallFact.Recorded.class);
        }
        assertThat(metrics.counter("tandem.journal.written").count()).isEqualTo(3_600);
        assertThat(
                        Thread.getAllStackTraces().keySet().stream()
                                .filter(thread -> thread.getName().equals("journal-writer")))
                .isEmpty();
    }

    @Test
    void what_cannot_be_kept_is_counted_and_nobody_waits() throws Exception {
        JournalFiles full = journal(3);
        for (int i = 0; i < 10; i++) {
            full.append(new CallFact.Held(new CallId("c"), NIGHT, true));
        }
        assertThat(metrics.counter("tandem.journal.dropped").count()).isEqualTo(7);

        JournalFiles journal = journal(100);
        journal.start();
        Files.delete(folder.resolve("calls"));
        Files.writeString(folder.resolve("calls"), "in the way");
        journal.append(new CallFact.Held(new CallId("c"), NIGHT, true));
        journal.close();
        assertThat(metrics.counter("tandem.journal.failed").count()).isEqualTo(1);

        assertThatThrownBy(journal(3)::start)
                .isInstanceOf(StartException.class)
                .hasMessageContaining("calls");
    }

    private static List<CallFact> awaitOne(JournalReader tail) throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        List<CallFact> facts = tail.readNew();
        while (facts.isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
            facts = tail.readNew();
        }
        return facts;
    }

    private JournalFiles journal(int capacity) {
        return new JournalFiles(new JournalSettings(folder.resolve("calls"), capacity), metrics);
    }

    private static List<CallFact> every(CallId call) {
        PartyAddress from = new PartyAddress("+4420794609", "example.org", "Zoë \"Z\" Müller\n");
        PartyAddress to = new PartyAddress("agent", "127.0.0.1", "");
        MediaAddress remote = new MediaAddress(InetAddress.ofLiteral("192.0.2.7"), 16_000);
        MediaAddress control = new MediaAddress(InetAddress.ofLiteral("2001:db8::1"), 16_001);
        TurnId turn = new TurnId(3);
        List<ConversationFact> conversation =
                List.of(
                        new ConversationFact.CallerTurn(
                                turn, new PersonalText("¿Dónde está mi pedido?"), "speech"),
                        new ConversationFact.AgentTurn(
                                turn, new PersonalText("It left\non Monday \u2028 ok"), true),
                        new ConversationFact.BargedIn(turn, "interrupted"),
                        new ConversationFact.TurnTimed(turn, Map.of("total", 512.25, "wire", 20.0)),
                        new ConversationFact.ToolUsed(
                                turn, "order_status", List.of("order_number"), "done", 12.5),
                        new ConversationFact.ProviderFailed("synthesizer", "timed out"),
                        new ConversationFact.Finished("goodbye"),
                        new ConversationFact.HumanWanted("asked"));
        List<CallFact> facts = new ArrayList<>();
        facts.add(new CallFact.Arrived(call, NIGHT, from, to, "192.0.2.7:5060", "a84b4c76e66710"));
        facts.add(
                new CallFact.Refused(
                        call,
                        NIGHT,
                        Refusal.later("calls.max-concurrent", "Full.", Duration.ofSeconds(5))));
        facts.add(new CallFact.Refused(call, NIGHT, Refusal.of(488, "sip.codec", "No codec.")));
        facts.add(
                new CallFact.Answered(
                        call,
                        NIGHT.plusSeconds(3),
                        new NegotiatedMedia(
                                remote,
                                control,
                                Codec.PCMA,
                                8,
                                OptionalInt.of(101),
                                Duration.ofMillis(20),
                                Direction.SEND_RECEIVE),
                        Duration.ofNanos(1_234_567)));
        facts.add(
                new CallFact.Answered(
                        call,
                        NIGHT.plusSeconds(3),
                        new NegotiatedMedia(
                                remote,
                                control,
                                Codec.PCMU,
                                0,
                                OptionalInt.empty(),
                                Duration.ofMillis(20),
                                Direction.INACTIVE),
                        Duration.ZERO));
        facts.add(new CallFact.Held(call, NIGHT.plusSeconds(4), true));
        facts.add(new CallFact.Keyed(call, NIGHT.plusSeconds(5), "RFC 4733"));
        for (ConversationFact fact : conversation) {
            facts.add(
                    new CallFact.Conversed(
                            call, NIGHT.plusSeconds(6), Duration.ofMillis(1_234), fact));
        }
        facts.add(
                new CallFact.Ended(
                        call,
                        NIGHT.plusSeconds(7),
                        EndCause.of(EndCause.Kind.AGENT_HUNG_UP, "Said goodbye."),
                        Duration.ofSeconds(61),
                        new LegQuality(
                                1,
                                2,
                                3,
                                4,
                                5,
                                6,
                                7,
                                8,
                                Duration.ofNanos(1_500_000),
                                0.5,
                                Duration.ofMillis(30),
                                4.31,
                                9)));
        facts.add(
                new CallFact.Recorded(
                        call,
                        NIGHT.plusSeconds(8),
                        new Recorder.Outcome(
                                call, Optional.of("/x/y.wav"), Duration.ofSeconds(61), 2, "")));
        return facts;
    }
}
