package tandem.callcontrol;

import java.time.Duration;
import java.util.Optional;
import tandem.callmodel.CallId;
import tandem.callmodel.audio.FrameRing;

/// Keeps a call's audio. Thread-safe.
public interface Recorder extends AutoCloseable {

    /// Starts a two-channel recording: left what was heard, right what was sent, on one clock.
    /// Never waits; what cannot be written is counted and reported by [Recording#finish].
    Recording start(CallId call, FrameRing heard, FrameRing sent);

    @Override
    void close();

    /// One call's recording. Confined to the call's thread.
    interface Recording {

        /// The rings were finished: write the rest, close the file, tell `done` (on the writer's
        /// thread). Idempotent; never waits.
        void finish(java.util.function.Consumer<Outcome> done);
    }

    /// @param path of the file; empty when it could not be written, and `problem` says why
    record Outcome(
            CallId call,
            Optional<String> path,
            Duration length,
            long droppedFrames,
            String problem) {}
}
