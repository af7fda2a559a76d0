package tandem.callcontrol;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tandem.callmodel.CallId;
import tandem.callmodel.audio.FrameRing;

/// A recorder that keeps nothing but the count of what it was asked. Thread-safe.
public final class FakeRecorder implements Recorder {

    private final ConcurrentHashMap<CallId, FakeRecording> recordings = new ConcurrentHashMap<>();
    private volatile Runnable whenStarting = () -> {};
    private volatile boolean writesAtOnce = true;

    /// What it throws reaches the call.
    public void whenStarting(Runnable then) {
        whenStarting = then;
    }

    /// From now on a file is written only when a test says so by [FakeRecording#written].
    public void writeLater() {
        writesAtOnce = false;
    }

    /// Null when none was started.
    public @Nullable FakeRecording find(CallId call) {
        return recordings.get(call);
    }

    public Map<CallId, FakeRecording> recordings() {
        return Map.copyOf(recordings);
    }

    @Override
    public Recording start(CallId call, FrameRing heard, FrameRing sent) {
        whenStarting.run();
        FakeRecording recording = new FakeRecording(call, writesAtOnce);
        recordings.put(call, recording);
        return recording;
    }

    @Override
    public void close() {}

    /// One call's.
    public static final class FakeRecording implements Recording {

        private final CallId call;
        private final boolean writesAtOnce;
        private final AtomicInteger finishes = new AtomicInteger();
        private final AtomicReference<Consumer<Outcome>> told = new AtomicReference<>(_ -> {});

        FakeRecording(CallId call, boolean writesAtOnce) {
            this.call = call;
            this.writesAtOnce = writesAtOnce;
        }

        public int finishes() {
            return finishes.get();
        }

        /// The file is on the disk.
        public void written() {
            told.getAndSet(_ -> {})
                    .accept(
                            new Outcome(
                                    call,
                                    Optional.of(call + ".wav"),
                                    Duration.ofSeconds(1),
                                    0,
                                    ""));
        }

        @Override
        public void finish(Consumer<Outcome> done) {
            if (finishes.getAndIncrement() == 0) {
                told.set(done);
                if (writesAtOnce) {
                    written();
                }
            }
        }
    }
}
