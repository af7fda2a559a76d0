package tandem.recordings;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tandem.callcontrol.Recorder;
import tandem.callcontrol.StartException;
import tandem.callmodel.CallId;
import tandem.callmodel.audio.FrameRing;
import tandem.callmodel.time.Time;

/// Records calls as two-channel WAV files. Thread-safe: [#start] hands a recording to one of a few
/// `rec-writer` threads, which own it from then on and look after all of theirs ten times a second.
///
/// A file that cannot be written is counted and told in its outcome; the call does not notice.
public final class WavRecorder implements Recorder {

    private static final Logger LOG = LoggerFactory.getLogger(WavRecorder.class);
    private static final long PATIENCE_MILLIS = 5_000;

    private final RecordingSettings settings;
    private final Time time;
    private final List<Writer> writers = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger active = new AtomicInteger();
    private final Counter failed;
    private final Counter dropped;
    private final Counter late;
    private volatile boolean closing;

    public WavRecorder(RecordingSettings settings, Time time, MeterRegistry metrics) {
        this.settings = settings;
        this.time = time;
        this.failed = metrics.counter("tandem.recording.failed");
        this.dropped = metrics.counter("tandem.recording.frames.dropped");
        this.late = metrics.counter("tandem.recording.frames.late");
        Gauge.builder("tandem.recording.active", active, AtomicInteger::get).register(metrics);
        for (int i = 0; i < settings.writers(); i++) {
            writers.add(new Writer(i));
        }
    }

    /// @throws StartException when the folder cannot be written
    public void start() throws StartException {
        try {
            ProtectedFiles.makeFolder(settings.folder());
        } catch (IOException refused) {
            throw new StartException(
                    "the folder for recordings cannot be made: " + settings.folder(), refused);
        }
        if (!Files.isWritable(settings.folder())) {
            throw new StartException(
                    "the folder for recordings cannot be written: " + settings.folder());
        }
        writers.forEach(writer -> writer.thread.start());
    }

    @Override
    public Recording start(CallId call, FrameRing heard, FrameRing sent) {
        WavRecording recording = new WavRecording(call, settings, time, heard, sent);
        if (closing) {
            return done ->
                    done.accept(
                            new Outcome(
                                    call,
                                    Optional.empty(),
                                    java.time.Duration.ZERO,
                                    0,
                                    "the recorder is closed"));
        }
        active.incrementAndGet();
        writers.get(Math.floorMod(next.getAndIncrement(), writers.size())).arriving.add(recording);
        return recording;
    }

    /// Completes every file; waits at most 5 s for that.
    @Override
    public void close() {
        closing = true;
        for (Writer writer : writers) {
            LockSupport.unpark(writer.thread);
        }
        try {
            for (Writer writer : writers) {
                writer.thread.join(PATIENCE_MILLIS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// One writer thread and the recordings it owns. Confined to that thread, but for the queue of
    /// new ones.
    private final class Writer {

        private final Queue<WavRecording> arriving = new ConcurrentLinkedQueue<>();
        private final List<WavRecording> recordings = new ArrayList<>();
        private final Thread thread;

        Writer(int number) {
            thread = Thread.ofPlatform().name("rec-writer-" + number).daemon().unstarted(this::run);
        }

        private void run() {
            boolean last = false;
            while (!last) {
                last = closing;
                round(last);
                if (!last) {
                    LockSupport.parkNanos(this, settings.interval().toNanos());
                }
            }
        }

        private void round(boolean last) {
            WavRecording arrived = arriving.poll();
            while (arrived != null) {
                recordings.add(arrived);
                arrived = arriving.poll();
            }
            recordings.removeIf(recording -> serve(recording, last));
        }

        /// True when the recording is over.
        private boolean serve(WavRecording recording, boolean last) {
            try {
                Optional<Outcome> outcome = recording.work(last);
                outcome.ifPresent(told -> report(recording, told));
                return outcome.isPresent();
            } catch (RuntimeException defect) {
                LOG.error("a recording was given up", defect);
                report(recording, recording.givenUp());
                return true;
            }
        }

        private void report(WavRecording recording, Outcome outcome) {
            active.decrementAndGet();
            dropped.increment((double) outcome.droppedFrames());
            late.increment((double) recording.lateFrames());
            if (!outcome.problem().isEmpty()) {
                failed.increment();
                LOG.warn("call {}: {}", outcome.call(), outcome.problem());
            }
            recording.complete(outcome);
        }
    }
}
