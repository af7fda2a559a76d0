package tandem.media.loop;

/// Absolute deadlines: tick n is due at `start + n` ms and serves slot `n mod 20`, so that each
/// slot is served every 20 ms and never drifts.
///
/// A loop that fell behind serves each slot once, late by less than a frame, and leaves out the
/// ticks before: no leg ever sends two late frames in a row. Confined to the loop.
public final class Cadence {

    public static final int SLOTS = 20;
    public static final long TICK_NANOS = 1_000_000;

    private final long startNanos;
    private long next;
    private long skipped;

    public Cadence(long startNanos) {
        this.startNanos = startNanos;
    }

    /// The tick to serve now, or -1 when none is due.
    public long take(long nowNanos) {
        long current = Math.floorDiv(nowNanos - startNanos, TICK_NANOS);
        if (next > current) {
            return -1;
        }
        long oldest = current - SLOTS + 1;
        if (next < oldest) {
            skipped += oldest - next;
            next = oldest;
        }
        return next++;
    }

    /// Forgets what was due before `nowNanos`: nobody was waiting for it.
    public void restart(long nowNanos) {
        next = Math.max(next, Math.floorDiv(nowNanos - startNanos, TICK_NANOS) + 1);
    }

    /// The tick that [#take] will hand out next.
    public long next() {
        return next;
    }

    /// Ticks left out so far.
    public long skipped() {
        return skipped;
    }

    public long dueNanos(long tick) {
        return startNanos + tick * TICK_NANOS;
    }

    public static int slot(long tick) {
        return (int) (tick % SLOTS);
    }

    public static long cycle(long tick) {
        return tick / SLOTS;
    }
}
