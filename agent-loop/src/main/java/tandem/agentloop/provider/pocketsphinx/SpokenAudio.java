package tandem.agentloop.provider.pocketsphinx;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The audio of one utterance, growing while the caller speaks and kept whole until its final, so
/// that it can be given to another worker from the start.
///
/// Thread-safe by one lock: `asr-feeder` appends, a worker's thread takes. Bounded: what does not
/// fit is refused.
final class SpokenAudio {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int capacity;
    private short[] samples;
    private int length;
    private boolean complete;

    /// @param capacity in samples
    SpokenAudio(int capacity) {
        this.capacity = capacity;
        this.samples = new short[Math.min(capacity, 4 * 8_000)];
    }

    /// Adds `count` samples, or as many as fit; returns how many did.
    int append(short[] source, int offset, int count) {
        lock.lock();
        try {
            int fitting = complete ? 0 : Math.min(count, capacity - length);
            if (length + fitting > samples.length) {
                samples = Arrays.copyOf(samples, Math.min(capacity, 2 * (length + fitting)));
            }
            System.arraycopy(source, offset, samples, length, fitting);
            length += fitting;
            changed.signalAll();
            return fitting;
        } finally {
            lock.unlock();
        }
    }

    /// No more will come.
    void complete() {
        lock.lock();
        try {
            complete = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The samples from `from` on, at most `most`. Waits until there are `least` or the audio is
    /// complete, or `millis` have passed.
    ///
    /// @return empty at the end, and when the time has passed with nothing new
    short[] take(int from, int least, int most, long millis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (length - from < least && !complete && left > 0) {
                left = changed.awaitNanos(left);
            }
            int count = Math.min(most, length - from);
            return Arrays.copyOfRange(samples, from, from + Math.max(0, count));
        } finally {
            lock.unlock();
        }
    }

    /// True when `from` is the end of complete audio.
    boolean endsAt(int from) {
        lock.lock();
        try {
            return complete && from >= length;
        } finally {
            lock.unlock();
        }
    }
}
