package tandem.media.jitter;

/// How late packets come: the delay that the fastest of the last seconds had, and how long after it
/// nearly all others come.
///
/// Delays are in ticks: arrival on the leg's clock less the packet's own place on it. Confined to
/// the loop.
final class DelayTracker {

    private static final int TICKS_PER_BIN = 40;
    private static final int BINS = 26;
    private static final int WINDOW_TICKS = 16_000;
    private static final int HALVE_AT = 512;
    private static final double COVERED = 0.98;

    private final int shortestHold;
    private final int longestHold;
    private final int[] bins = new int[BINS];
    private int counted;
    private long windowStart;
    private long windowLeast = Long.MAX_VALUE;
    private long earlierLeast = Long.MAX_VALUE;
    private int holdTicks;

    /// @param longestHold in ticks, as everything here
    DelayTracker(int shortestHold, int longestHold) {
        this.shortestHold = Math.min(shortestHold, longestHold);
        this.longestHold = longestHold;
        holdTicks = this.shortestHold;
    }

    void packet(long arrivalTick, long placeTick) {
        long delay = arrivalTick - placeTick;
        if (arrivalTick - windowStart > WINDOW_TICKS) {
            earlierLeast = windowLeast;
            windowLeast = delay;
            windowStart = arrivalTick;
        }
        windowLeast = Math.min(windowLeast, delay);
        int bin = Math.clamp((delay - least()) / TICKS_PER_BIN, 0, BINS - 1);
        bins[bin]++;
        counted++;
        if (counted >= HALVE_AT) {
            halve();
        }
        if ((counted & 15) == 0) {
            holdTicks = measureHold();
        }
    }

    /// The least delay of the last two to four seconds; 0 when nothing came.
    long least() {
        long least = Math.min(windowLeast, earlierLeast);
        return least == Long.MAX_VALUE ? 0 : least;
    }

    /// How long to wait for a packet after its time.
    int holdTicks() {
        return holdTicks;
    }

    /// Packets lie `ticks` later on the clock from now on.
    void moved(long ticks) {
        if (windowLeast != Long.MAX_VALUE) {
            windowLeast -= ticks;
        }
        if (earlierLeast != Long.MAX_VALUE) {
            earlierLeast -= ticks;
        }
    }

    /// A new stream: its delay says nothing of the old one's, its jitter does.
    void restart(long arrivalTick) {
        windowLeast = Long.MAX_VALUE;
        earlierLeast = Long.MAX_VALUE;
        windowStart = arrivalTick;
    }

    private int measureHold() {
        int covered = (int) Math.ceil(counted * COVERED);
        int sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            sum += bins[bin];
            if (sum >= covered) {
                return Math.clamp((long) (bin + 1) * TICKS_PER_BIN, shortestHold, longestHold);
            }
        }
        return longestHold;
    }

    private void halve() {
        counted = 0;
        for (int bin = 0; bin < BINS; bin++) {
            bins[bin] >>= 1;
            counted += bins[bin];
        }
    }
}
