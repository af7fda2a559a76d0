package tandem.callcontrol;

import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A bounded queue of events to one owner. Full: the event is refused, and from then on every other
/// one too, because an owner that missed an event cannot be trusted to know its call.
///
/// Thread-safe for many producers and one owner, without locks, so that the threads of the media
/// loops and of the SIP stack never wait here.
final class Mailbox<E> {

    enum Offered {
        ACCEPTED,
        /// The owner was told by [#overflowed].
        FULL,
        /// The owner is done.
        CLOSED
    }

    private final ConcurrentLinkedQueue<E> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final int capacity;

    private volatile @Nullable Thread waiting;
    private volatile boolean overflowed;
    private volatile boolean closed;
    private int highWater;

    Mailbox(int capacity) {
        this.capacity = capacity;
    }

    Offered offer(E event) {
        if (closed) {
            return Offered.CLOSED;
        }
        if (overflowed) {
            return Offered.FULL;
        }
        if (size.incrementAndGet() > capacity) {
            size.decrementAndGet();
            overflowed = true;
            wakeOwner();
            return Offered.FULL;
        }
        events.add(event);
        wakeOwner();
        return Offered.ACCEPTED;
    }

    /// Owner only: the oldest event, waiting for one at most `nanosAtMost`. May return empty-handed
    /// earlier.
    Optional<E> take(long nanosAtMost) throws InterruptedException {
        E event = poll();
        if (event == null && nanosAtMost > 0) {
            waiting = Thread.currentThread();
            if (events.isEmpty() && !overflowed) {
                LockSupport.parkNanos(this, nanosAtMost);
            }
            waiting = null;
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            event = poll();
        }
        return Optional.ofNullable(event);
    }

    /// An event was refused.
    boolean overflowed() {
        return overflowed;
    }

    /// Owner only: the most events that ever waited.
    int highWater() {
        return highWater;
    }

    /// Owner only: what waits is dropped, what comes is refused.
    void close() {
        closed = true;
        events.clear();
    }

    private @Nullable E poll() {
        E event = events.poll();
        if (event != null) {
            highWater = Math.max(highWater, size.getAndDecrement());
        }
        return event;
    }

    private void wakeOwner() {
        Thread owner = waiting;
        if (owner != null) {
            LockSupport.unpark(owner);
        }
    }
}
