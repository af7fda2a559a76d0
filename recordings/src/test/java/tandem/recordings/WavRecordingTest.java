package tandem.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.callcontrol.Recorder.Outcome;
import tandem.callmodel.CallId;
import tandem.callmodel.audio.FrameRing;
import tandem.callmodel.audio.SampleRate;
import tandem.callmodel.time.ManualTime;

class WavRecordingTest {

    private static final int FRAME = 160;

    @TempDir Path folder;

    private final ManualTime time = new ManualTime();
    private final FrameRing heard = new FrameRing(SampleRate.TELEPHONE, FRAME, 128);
    private final FrameRing sent = new FrameRing(SampleRate.TELEPHONE, FRAME, 128);

    @Test
    void both_channels_lie_where_their_ticks_say() throws Exception {
        WavRecording recording = recording();
        for (int n = 0; n < 500; n++) {
            offer(heard, 1_000 + n * FRAME, 100 + n);
            offer(sent, 1_040 + n * FRAME, 5_000 + n);
            tick(recording, 20);
        }
        WavBytes wav = finish(recording);
        assertThat(wav.hertz()).isEqualTo(8_000);
        assertThat(wav.channels()).isEqualTo(2);
        assertThat(wav.left()).hasSize(500 * FRAME + 40);
        for (int n = 0; n < 500; n++) {
            assertThat(wav.left()[n * FRAME]).isEqualTo((short) (100 + n));
            assertThat(wav.left()[n * FRAME + 159]).isEqualTo((short) (100 + n));
            assertThat(wav.right()[40 + n * FRAME]).isEqualTo((short) (5_000 + n));
        }
        assertThat(wav.right()[39]).isZero();
    }

    @Test
    void random_gaps_and_any_rhythm_leave_every_sample_in_its_place() throws Exception {
        Random random = new Random(9);
        WavRecording recording = recording();
        int length = 3_000 * FRAME;
        short[] left = new short[length];
        short[] right = new short[length];
        for (int n = 0; n < 3_000; n++) {
            if (n < 2 || random.nextInt(10) > 0) {
                put(heard, left, n, random);
            }
            if (n < 2 || n / 400 % 2 == 0) { // 8 s at a time without anything sent
                put(sent, right, n, random);
            }
            time.advance(Duration.ofMillis(20));
            if (random.nextInt(5) == 0) {
                recording.work(false);
            }
        }
        put(heard, left, 2_999, random);
        WavBytes wav = finish(recording);
        assertThat(wav.left()).isEqualTo(left);
        assertThat(wav.right()).isEqualTo(right);
    }

    @Test
    void a_long_silence_costs_nothing_and_counts_as_time() throws Exception {
        WavRecording recording = recording();
        offer(heard, 0, 7);
        offer(sent, 0, 8);
        tick(recording, 20);
        long hour = 3_600L * 8_000;
        offer(heard, hour, 9);
        offer(sent, hour, 10);
        tick(recording, 20);
        Outcome outcome = close(recording);
        assertThat(outcome.length()).isEqualTo(Duration.ofHours(1).plusMillis(20));
        WavBytes wav = WavBytes.read(Path.of(outcome.path().orElseThrow()));
        assertThat(wav.left()[159]).isEqualTo((short) 7);
        assertThat(wav.left()[160]).isZero();
        assertThat(wav.left()[(int) hour]).isEqualTo((short) 9);
        assertThat(wav.right()[(int) hour + 159]).isEqualTo((short) 10);
    }

    @Test
    void a_channel_without_a_frame_is_silent() throws Exception {
        WavRecording recording = recording();
        for (int n = 0; n < 200; n++) {
            offer(sent, n * FRAME, 1_000);
            tick(recording, 20);
        }
        WavBytes wav = finish(recording);
        assertThat(wav.left()).hasSize(200 * FRAME).containsOnly((short) 0);
        assertThat(wav.right()).containsOnly((short) 1_000);
    }

    @Test
    void the_file_can_be_played_at_any_moment() throws Exception {
        WavRecording recording = recording();
        Path file = null;
        int longest = 0;
        for (int n = 0; n < 1_000; n++) {
            offer(heard, n * FRAME, 300);
            offer(sent, n * FRAME, 400);
            tick(recording, 20);
            file = file == null ? files().getFirst() : file;
            if (n % 25 == 0) {
                // What kill -9 would leave behind.
                WavBytes wav = WavBytes.read(file);
                assertThat(wav.left()).doesNotContain((short) 0);
                assertThat(wav.right()).doesNotContain((short) 0);
                assertThat(wav.left().length).isGreaterThanOrEqualTo(longest);
                longest = wav.left().length;
                assertThat((long) longest).isGreaterThan((n - 150L) * FRAME);
            }
        }
        close(recording);
    }

    @Test
    void the_file_says_whose_it_is_and_that_speech_in_it_is_synthetic() throws Exception {
        WavRecording recording = recording();
        offer(heard, 0, 1);
        offer(sent, 0, 1);
        tick(recording, 20);
        Outcome outcome = close(recording);
        Path path = Path.of(outcome.path().orElseThrow());
        assertThat(path).isEqualTo(folder.resolve("rec/2026-03-02/call-1.wav"));
        assertThat(WavBytes.read(path).notes())
                .containsEntry("INAM", "Call call-1")
                .hasEntrySatisfying("ICMT", note -> assertThat(note).contains("synthetic speech"))
                .hasEntrySatisfying("IKEY", note -> assertThat(note).contains("synthetic-audio"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void a_second_recording_of_a_call_does_not_overwrite_the_first() throws Exception {
        for (int copy = 0; copy < 3; copy++) {
            WavRecording recording =
                    new WavRecording(new CallId("call-1"), settings(), time, heard, sent);
            recording.work(false);
            close(recording);
        }
        assertThat(files().stream().map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrder("call-1.wav", "call-1-2.wav", "call-1-3.wav");
    }

    @Test
    void overruns_of_the_rings_are_told_and_leave_silence() throws Exception {
        WavRecording recording = recording();
        offer(heard, 0, 1);
        offer(sent, 0, 1);
        tick(recording, 20);
        for (int n = 1; n < 300; n++) {
            offer(heard, n * FRAME, 2);
            offer(sent, n * FRAME, 2);
        }
        tick(recording, 20);
        Outcome outcome = close(recording);
        assertThat(outcome.droppedFrames()).isEqualTo(2 * (299 - 128));
        WavBytes wav = WavBytes.read(Path.of(outcome.path().orElseThrow()));
        assertThat(wav.left()).hasSize(300 * FRAME);
        assertThat(wav.left()[100 * FRAME]).isZero();
        assertThat(wav.left()[200 * FRAME]).isEqualTo((short) 2);
    }

    @Test
    void a_file_that_cannot_be_made_is_told_and_the_rings_are_still_emptied() throws Exception {
        Files.writeString(folder.resolve("rec"), "in the way");
        WavRecording recording = recording();
        for (int n = 0; n < 300; n++) {
            offer(heard, n * FRAME, 2);
            offer(sent, n * FRAME, 2);
            tick(recording, 20);
        }
        Outcome outcome = close(recording);
        assertThat(outcome.path()).isEmpty();
        assertThat(outcome.problem()).contains("cannot be written to").contains("rec");
        assertThat(outcome.droppedFrames()).isZero();
        assertThat(outcome.length()).isZero();
    }

    @Test
    void the_outcome_is_told_once_whoever_comes_first() {
        List<Outcome> told = new ArrayList<>();
        WavRecording asked = recording();
        asked.finish(told::add);
        asked.finish(told::add);
        assertThat(told).isEmpty();
        asked.complete(asked.work(true).orElseThrow());
        assertThat(told).hasSize(1);

        WavRecording late = recording();
        late.complete(late.work(true).orElseThrow());
        late.finish(told::add);
        late.finish(told::add);
        assertThat(told).hasSize(2);
    }

    @Test
    void rings_that_never_end_are_not_waited_for_long() {
        WavRecording recording = recording();
        offer(heard, 0, 1);
        recording.finish(outcome -> {});
        assertThat(recording.work(false)).isEmpty();
        time.advance(Duration.ofMillis(999));
        assertThat(recording.work(false)).isEmpty();
        time.advance(Duration.ofMillis(2));
        assertThat(recording.work(false)).isPresent();
    }

    private WavRecording recording() {
        return new WavRecording(new CallId("call-1"), settings(), time, heard, sent);
    }

    private RecordingSettings settings() {
        return new RecordingSettings(
                folder.resolve("rec"), 1, Duration.ofMillis(100), Duration.ofSeconds(2));
    }

    private void tick(WavRecording recording, int milliseconds) {
        time.advance(Duration.ofMillis(milliseconds));
        assertThat(recording.work(false)).isEmpty();
    }

    private WavBytes finish(WavRecording recording) throws Exception {
        return WavBytes.read(Path.of(close(recording).path().orElseThrow()));
    }

    private Outcome close(WavRecording recording) {
        heard.finish();
        sent.finish();
        recording.finish(outcome -> {});
        Optional<Outcome> outcome = recording.work(false);
        return outcome.orElseThrow();
    }

    private List<Path> files() throws Exception {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void offer(FrameRing ring, long tick, int value) {
        short[] samples = new short[FRAME];
        Arrays.fill(samples, (short) value);
        ring.offer(samples, 0, tick, false);
    }

    private static void put(FrameRing ring, short[] into, int frame, Random random) {
        short[] samples = new short[FRAME];
        for (int i = 0; i < FRAME; i++) {
            samples[i] = (short) random.nextInt(-30_000, 30_000);
        }
        System.arraycopy(samples, 0, into, frame * FRAME, FRAME);
        ring.offer(samples, 0, (long) frame * FRAME, false);
    }
}
