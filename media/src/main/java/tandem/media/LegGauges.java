package tandem.media;

import java.util.concurrent.atomic.AtomicLongArray;

/// What of a leg's quality is measured and not counted. Written by the loop alone, read by any
/// thread.
final class LegGauges {

    private static final int LOST = 0;
    private static final int JITTER_TICKS = 1;
    private static final int REMOTE_LOSS = 2;
    private static final int ROUND_TRIP_NANOS = 3;
    private static final int HOLD_TICKS = 4;
    private static final double LOSS_SCALE = 1_000;

    private final AtomicLongArray values = new AtomicLongArray(5);

    LegGauges() {
        remote(-1, 0);
    }

    void heard(long lost, int jitterTicks, int holdTicks) {
        values.setRelease(LOST, lost);
        values.setRelease(JITTER_TICKS, jitterTicks);
        values.setRelease(HOLD_TICKS, holdTicks);
    }

    /// @param lossPercent -1: unknown
    void remote(double lossPercent, long roundTripNanos) {
        values.setRelease(REMOTE_LOSS, (long) (lossPercent * LOSS_SCALE));
        values.setRelease(ROUND_TRIP_NANOS, roundTripNanos);
    }

    long lost() {
        return values.get(LOST);
    }

    long jitterTicks() {
        return values.get(JITTER_TICKS);
    }

    long holdTicks() {
        return values.get(HOLD_TICKS);
    }

    double remoteLossPercent() {
        return values.get(REMOTE_LOSS) / LOSS_SCALE;
    }

    long roundTripNanos() {
        return values.get(ROUND_TRIP_NANOS);
    }
}
