package tandem.agentloop.provider.pocketsphinx;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tandem.agentloop.RecognizerEvent;
import tandem.agentloop.speechspace.ShopFlow;
import tandem.agentloop.speechspace.SpeechSpace;
import tandem.callmodel.time.Time;

class FallingWorkersTest {

    private static final FliteVoice RMS = new FliteVoice("rms");
    private static final SpeechSpace SHOP = SpeechSpace.of(ShopFlow.flow());

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void the_words_of_an_utterance_outlive_the_worker_that_is_killed_over_it() throws Exception {
        try (PocketsphinxRecognizer recognizer = recognizer(settings(1, 1))) {
            recognizer.start();
            Listening line = new Listening(recognizer, "shop");
            line.begin(RMS.overTelephone("when will my package get here"));
            await(() -> !line.partials.isEmpty());

            long killed = recognizer.workerPids().getFirst();
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();
            line.end();

            assertThat(line.await().text()).isEqualTo("when will my package get here");
            assertThat(count("tandem.asr.replayed")).isEqualTo(1);
            assertThat(recognizer.workerPids()).isNotEmpty().doesNotContain(killed);
        }
    }

    @Test
    void a_worker_that_hangs_is_killed_and_its_utterance_begins_again() throws Exception {
        try (PocketsphinxRecognizer recognizer = recognizer(settings(1, 1))) {
            recognizer.start();
            Listening line = new Listening(recognizer, "shop");
            long stopped = recognizer.workerPids().getFirst();
            signal("-STOP", stopped);
            line.begin(RMS.overTelephone("when will my package get here"));
            line.end();

            assertThat(line.await().text()).isEqualTo("when will my package get here");
            assertThat(
                            meters.get("tandem.asr.worker.ended")
                                    .tag("reason", "hang")
                                    .counter()
                                    .count())
                    .isEqualTo(1);
            await(() -> ProcessHandle.of(stopped).isEmpty());
        }
    }

    @Test
    void an_utterance_that_fells_two_workers_is_given_up_and_the_next_is_heard() throws Exception {
        try (PocketsphinxRecognizer recognizer = recognizer(settings(1, 1))) {
            recognizer.start();
            Listening line = new Listening(recognizer, "shop");
            short[] audio = RMS.overTelephone("when will my package get here");
            line.begin(audio);
            for (int n = 0; n < 2; n++) {
                line.partials.clear();
                await(() -> !line.partials.isEmpty());
                ProcessHandle.of(recognizer.workerPids().getFirst())
                        .orElseThrow()
                        .destroyForcibly();
            }
            line.end();
            assertThat(line.finals.take())
                    .isInstanceOfSatisfying(
                            RecognizerEvent.Failed.class,
                            failed -> assertThat(failed.streamLives()).isTrue());
            assertThat(line.hear(audio).text()).isEqualTo("when will my package get here");
        }
    }

    @Test
    void callers_beyond_what_may_wait_are_refused_and_counted() throws Exception {
        PocketsphinxSettings tight = settings(1, 1, 1);
        try (PocketsphinxRecognizer recognizer = recognizer(tight)) {
            recognizer.start();
            short[] audio = RMS.overTelephone("where is my order");
            Listening speaking = new Listening(recognizer, "shop");
            speaking.begin(audio);
            await(() -> !speaking.partials.isEmpty());
            Listening waiting = new Listening(recognizer, "shop");
            waiting.begin(audio);
            await(() -> count("tandem.asr.utterances") == 2);
            Listening refused = new Listening(recognizer, "shop");
            refused.begin(audio);
            assertThat(refused.finals.take()).isInstanceOf(RecognizerEvent.Failed.class);
            assertThat(count("tandem.asr.refused")).isEqualTo(1);
            speaking.end();
            waiting.end();
            assertThat(speaking.await().text()).isEqualTo("where is my order");
            assertThat(waiting.await().text()).isEqualTo("where is my order");
        }
    }

    @Test
    void closing_leaves_no_process_thread_descriptor_or_file() throws Exception {
        closedAfterUse();
        long descriptors = descriptors();
        List<Long> pids = closedAfterUse();
        assertThat(pids).isNotEmpty();
        await(() -> pids.stream().allMatch(pid -> ProcessHandle.of(pid).isEmpty()));
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("asr-"));
        assertThat(descriptors()).isLessThanOrEqualTo(descriptors);
    }

    @Test
    void workers_beyond_the_warm_ones_are_ended_when_idle() throws Exception {
        try (PocketsphinxRecognizer recognizer = recognizer(settings(1, 3))) {
            recognizer.start();
            short[] audio = RMS.overTelephone("where is my order");
            List<Listening> lines =
                    Stream.generate(() -> new Listening(recognizer, "shop")).limit(3).toList();
            lines.forEach(line -> line.begin(audio));
            await(() -> recognizer.workerPids().size() == 3);
            lines.forEach(Listening::end);
            for (Listening line : lines) {
                assertThat(line.await().text()).isEqualTo("where is my order");
            }
            await(() -> recognizer.workerPids().size() == 1);
        }
    }

    private List<Long> closedAfterUse() throws Exception {
        PocketsphinxRecognizer recognizer = recognizer(settings(2, 2));
        recognizer.start();
        Listening line = new Listening(recognizer, "shop");
        line.hear(RMS.overTelephone("where is my order"));
        line.begin(RMS.overTelephone("where is my order"));
        List<Long> pids = recognizer.workerPids();
        recognizer.close();
        return pids;
    }

    private PocketsphinxRecognizer recognizer(PocketsphinxSettings settings) {
        return new PocketsphinxRecognizer(settings, List.of(SHOP), Time.system(), meters);
    }

    private static PocketsphinxSettings settings(int warm, int most) {
        return settings(warm, most, 8);
    }

    private static PocketsphinxSettings settings(int warm, int most, int waiting) {
        return new PocketsphinxSettings(
                PocketsphinxSettings.defaults().model(),
                warm,
                most,
                Duration.ofSeconds(1),
                waiting,
                Duration.ofSeconds(30),
                Duration.ofMillis(300),
                Duration.ofMillis(300),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30));
    }

    private double count(String counter) {
        return meters.get(counter).counter().count();
    }

    private static void signal(String signal, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", signal, "" + pid).start().waitFor()).isZero();
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
