package tandem.media;

import java.time.Duration;
import tandem.callcontrol.Direction;

/// Watches that something is heard while something is to be heard: never while either side holds
/// the call. Confined to the loop.
final class Inactivity {

    private final long limitNanos;
    private long lastNanos;
    private boolean watching;

    Inactivity(Duration limit) {
        limitNanos = limit.toNanos();
    }

    void restart(Direction direction, long nowNanos) {
        watching = direction == Direction.SEND_RECEIVE;
        lastNanos = nowNanos;
    }

    void heard(long nowNanos) {
        lastNanos = nowNanos;
    }

    /// True once, until media is negotiated anew.
    boolean hasPassed(long nowNanos) {
        if (!watching || nowNanos - lastNanos < limitNanos) {
            return false;
        }
        watching = false;
        return true;
    }
}
