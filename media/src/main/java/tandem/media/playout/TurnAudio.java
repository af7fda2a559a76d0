package tandem.media.playout;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tandem.agentloop.Playout;
import tandem.callmodel.TurnId;

/// One turn's audio between its writer and the pacer.
///
/// Thread-safe without locks: the writer alone moves `written`, the pacer alone moves `position`,
/// and `state` decides between the pacer and whoever flushes. The pacer holds the turn in `SENDING`
/// while a packet with its audio leaves; a flush that meets it there waits for that packet and no
/// other, so that none leaves after the flush returned.
///
/// The writer is not woken by the pacer, which may take no part in scheduling: it sleeps for as
/// long as the wire needs to catch up, and only a flush wakes it early.
final class TurnAudio implements Playout.Writer {

    static final int RATE = 8_000;
    static final int HISTORY_SECONDS = 5;

    private static final int IDLE = 0;
    private static final int SENDING = 1;
    private static final int FLUSHING = 2;
    private static final int FLUSHED = 3;
    private static final int FINISHED = 4;
    private static final long NANOS_PER_SAMPLE = 125_000;
    private static final int SLEEP_SAMPLES = 480;
    private static final int LONGEST_SLEEP_SAMPLES = 1_600;

    private final TurnId turn;
    private final int leadSamples;
    private final AtomicInteger state = new AtomicInteger(IDLE);

    /// One second each; reused for later seconds once their audio lies too far back to be resumed.
    private final short[] @Nullable [] seconds;

    private volatile long written;
    private volatile long position;
    private volatile boolean ended;
    private volatile @Nullable Thread sleeper;

    /// Pacer only.
    private boolean started;

    TurnAudio(TurnId turn, int leadSamples) {
        this.turn = turn;
        this.leadSamples = leadSamples;
        int leadSeconds = (leadSamples + RATE - 1) / RATE;
        seconds = new short[leadSeconds + HISTORY_SECONDS + 3][];
    }

    TurnId turn() {
        return turn;
    }

    @Override
    public boolean write(short[] samples, int offset, int length) throws InterruptedException {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (isFlushed()) {
                return false;
            }
            long room = leadSamples - (written - position);
            if (room <= 0) {
                sleep(SLEEP_SAMPLES - room);
                continue;
            }
            int part = (int) Math.min(Math.min(left, room), RATE - written % RATE);
            System.arraycopy(samples, from, second(written), (int) (written % RATE), part);
            publish(part);
            from += part;
            left -= part;
        }
        return !isFlushed();
    }

    @Override
    public void end() {
        ended = true;
    }

    /// Any thread: returns once no packet of this turn leaves any more.
    @SuppressWarnings("ThreadPriorityCheck") // yields to the loop, which is in one system call
    long flush() {
        boolean decided = state.compareAndSet(IDLE, FLUSHED);
        while (!decided) {
            int now = state.get();
            if (now == IDLE) {
                decided = state.compareAndSet(IDLE, FLUSHED);
            } else if (now == SENDING) {
                state.compareAndSet(SENDING, FLUSHING);
            } else if (now == FLUSHING) {
                Thread.onSpinWait();
                Thread.yield();
            } else {
                decided = true;
            }
        }
        Thread waiting = sleeper;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
        return position;
    }

    /// Samples that were sent.
    long position() {
        return position;
    }

    boolean isOver() {
        return state.get() >= FLUSHED;
    }

    /// Pacer: moves the position within what is still kept.
    void seek(long sample) {
        long second = written / RATE - seconds.length + 2;
        long earliest = Math.max(second * RATE, 0);
        position = Math.clamp(sample, earliest, written);
    }

    /// Pacer: copies the next frame and holds the turn until [#left].
    ///
    /// @return samples of the turn in it, 0 when there are not enough or the turn is over
    int take(short[] into) {
        boolean last = ended;
        int available = (int) Math.min(written - position, into.length);
        if (available <= 0 || (available < into.length && !last)) {
            return 0;
        }
        if (!state.compareAndSet(IDLE, SENDING)) {
            return 0;
        }
        int copied = 0;
        while (copied < available) {
            long sample = position + copied;
            int within = (int) (sample % RATE);
            int part = Math.min(available - copied, RATE - within);
            System.arraycopy(second(sample), within, into, copied, part);
            copied += part;
        }
        return available;
    }

    /// Pacer: the packet with `samples` of this turn has left.
    ///
    /// @return true when it was the first one
    boolean left(int samples) {
        boolean first = !started;
        started = true;
        advance(samples);
        if (!state.compareAndSet(SENDING, IDLE)) {
            state.set(FLUSHED);
        }
        return first;
    }

    /// Pacer: whether everything was sent; true once.
    boolean finishes() {
        return ended && position == written && state.compareAndSet(IDLE, FINISHED);
    }

    private boolean isFlushed() {
        int now = state.get();
        return now == FLUSHED || now == FLUSHING;
    }

    private short[] second(long sample) {
        int place = (int) (sample / RATE % seconds.length);
        short[] audio = seconds[place];
        if (audio == null) {
            audio = new short[RATE];
            seconds[place] = audio;
        }
        return audio;
    }

    private void sleep(long samples) throws InterruptedException {
        sleeper = Thread.currentThread();
        if (!isFlushed()) {
            LockSupport.parkNanos(
                    this, Math.min(samples, LONGEST_SLEEP_SAMPLES) * NANOS_PER_SAMPLE);
        }
        sleeper = null;
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the synthesis thread
    private void publish(int samples) {
        written = written + samples;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the pacer
    private void advance(int samples) {
        position = position + samples;
    }
}
