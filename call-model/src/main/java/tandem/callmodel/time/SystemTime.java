package tandem.callmodel.time;

import java.time.Instant;

/// The machine's clocks. Immutable.
enum SystemTime implements Time {
    INSTANCE;

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }
}
