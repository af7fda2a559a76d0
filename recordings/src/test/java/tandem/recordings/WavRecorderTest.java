package tandem.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.callcontrol.Recorder.Outcome;
import tandem.callcontrol.Recorder.Recording;
import tandem.callcontrol.StartException;
import tandem.callmodel.CallId;
import tandem.callmodel.audio.FrameRing;
import tandem.callmodel.audio.SampleRate;
import tandem.callmodel.time.Time;

class WavRecorderTest {

    @TempDir Path folder;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void two_hundred_calls_are_written_by_two_threads() throws Exception {
        WavRecorder recorder = recorder();
        recorder.start();
        List<FrameRing> rings = new ArrayList<>();
        List<Recording> recordings = new ArrayList<>();
        for (int call = 0; call < 200; call++) {
            FrameRing heard = ring();
            FrameRing sent = ring();
            recordings.add(recorder.start(new CallId("call-" + call), heard, sent));
            rings.add(heard);
            rings.add(sent);
        }
        assertThat(writerThreads()).isEqualTo(2);
        for (int n = 0; n < 50; n++) {
            for (int i = 0; i < rings.size(); i++) {
                short[] samples = new short[160];
                Arrays.fill(samples, (short) (i + 1));
                rings.get(i).offer(samples, 0, n * 160L, false);
            }
        }
        rings.forEach(FrameRing::finish);
        ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
        CountDownLatch done = new CountDownLatch(200);
        for (Recording recording : recordings) {
            recording.finish(outcome -> {
                outcomes.add(outcome);
                done.countDown();
            });
        }
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        for (Outcome outcome : outcomes) {
            int call = Integer.parseInt(outcome.call().value().substring(5));
            WavBytes wav = WavBytes.read(Path.of(outcome.path().orElseThrow()));
            assertThat(wav.left()).hasSize(8_000).containsOnly((short) (2 * call + 1));
            assertThat(wav.right()).hasSize(8_000).containsOnly((short) (2 * call + 2));
            assertThat(outcome.length()).isEqualTo(Duration.ofSeconds(1));
            assertThat(outcome.problem()).isEmpty();
        }
        recorder.close();
        assertThat(writerThreads()).isZero();
        assertThat(openFiles()).isZero();
        assertThat(metrics.get("tandem.recording.active").gauge().value()).isZero();
    }

    @Test
    void closing_completes_what_is_under_way() throws Exception {
        WavRecorder recorder = recorder();
        recorder.start();
        FrameRing heard = ring();
        FrameRing sent = ring();
        Recording recording = recorder.start(new CallId("call-1"), heard, sent);
        for (int n = 0; n < 50; n++) {
            heard.offer(new short[160], 0, n * 160L, false);
            sent.offer(new short[160], 0, n * 160L, false);
        }
        recorder.close();
        List<Outcome> told = new ArrayList<>();
        recording.finish(told::add);
        assertThat(told).hasSize(1);
        assertThat(WavBytes.read(Path.of(told.getFirst().path().orElseThrow())).left())
                .hasSize(8_000);
        recorder.start(new CallId("call-2"), ring(), ring()).finish(told::add);
        assertThat(told.getLast().problem()).contains("closed");
    }

    @Test
    void a_folder_that_cannot_be_had_is_said_at_the_start() throws Exception {
        Files.writeString(folder.resolve("rec"), "in the way");
        WavRecorder recorder = recorder();
        assertThatThrownBy(recorder::start)
                .isInstanceOf(StartException.class)
                .hasMessageContaining("rec");
        recorder.close();
    }

    @Test
    void a_folder_that_goes_away_harms_only_its_recordings() throws Exception {
        WavRecorder recorder = recorder();
        recorder.start();
        Files.delete(folder.resolve("rec"));
        Files.writeString(folder.resolve("rec"), "in the way");
        CountDownLatch done = new CountDownLatch(1);
        List<Outcome> told = new ArrayList<>();
        FrameRing heard = ring();
        FrameRing sent = ring();
        Recording recording = recorder.start(new CallId("call-1"), heard, sent);
        heard.finish();
        sent.finish();
        recording.finish(outcome -> {
            told.add(outcome);
            done.countDown();
        });
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(told.getFirst().path()).isEmpty();
        assertThat(told.getFirst().problem()).contains("cannot be written");
        assertThat(metrics.counter("tandem.recording.failed").count()).isEqualTo(1);
        recorder.close();
    }

    private WavRecorder recorder() {
        return new WavRecorder(
                new RecordingSettings(
                        folder.resolve("rec"), 2, Duration.ofMillis(20), Duration.ofSeconds(1)),
                Time.system(),
                metrics);
    }

    private static FrameRing ring() {
        return new FrameRing(SampleRate.TELEPHONE, 160, 64);
    }

    private static long writerThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("rec-writer"))
                .count();
    }

    private long openFiles() throws IOException {
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .filter(descriptor -> {
                        try {
                            return Files.readSymbolicLink(descriptor).startsWith(folder);
                        } catch (IOException gone) {
                            return false;
                        }
                    })
                    .count();
        }
    }
}
