package tandem.sipedge.jain;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// What waits for a call's thread, from many threads to one. Bounded: when full, the input is
/// refused, and the call, which would no longer know what happened to it, ends.
///
/// Thread-safe.
final class Inbox {

    private static final int CAPACITY = 64;

    private final BlockingQueue<CallInput> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private volatile boolean overflowed;
    private volatile boolean closed;

    /// False when it will not be looked at.
    boolean offer(CallInput input) {
        if (closed) {
            return false;
        }
        if (!waiting.offer(input)) {
            overflowed = true;
            return false;
        }
        // Closed meanwhile: whoever takes it out of the queue answers for it.
        return !closed || !waiting.remove(input);
    }

    /// The next input, waiting at most so long.
    Optional<CallInput> next(Duration most) throws InterruptedException {
        return Optional.ofNullable(waiting.poll(most.toNanos(), TimeUnit.NANOSECONDS));
    }

    /// What is left after closing, one by one.
    Optional<CallInput> rest() {
        return Optional.ofNullable(waiting.poll());
    }

    boolean hasOverflowed() {
        return overflowed;
    }

    void close() {
        closed = true;
    }
}
