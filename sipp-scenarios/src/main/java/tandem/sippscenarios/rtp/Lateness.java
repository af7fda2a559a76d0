package tandem.sippscenarios.rtp;

import java.util.concurrent.atomic.AtomicLongArray;

/// A histogram of how late the pacer was, in steps of 0.1 ms up to 50 ms. Thread-safe: atomics.
public final class Lateness {

    private static final long STEP_NANOS = 100_000;
    private static final int STEPS = 500;

    private final AtomicLongArray counts = new AtomicLongArray(STEPS + 1);

    void add(long nanos) {
        counts.incrementAndGet(Math.clamp(nanos / STEP_NANOS, 0, STEPS));
    }

    /// Milliseconds that `share` (0 to 1) of the packets stayed under; 50 means 50 or more.
    public double milliseconds(double share) {
        long total = 0;
        for (int i = 0; i <= STEPS; i++) {
            total += counts.get(i);
        }
        long wanted = (long) Math.ceil(total * share);
        long seen = 0;
        for (int i = 0; i <= STEPS; i++) {
            seen += counts.get(i);
            if (seen >= wanted && seen > 0) {
                return (i + 1) * STEP_NANOS / 1e6;
            }
        }
        return 0;
    }
}
