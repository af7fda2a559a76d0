package tandem.callmodel.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// Time that stands still until a test moves it. Thread-safe: one atomic.
public final class ManualTime implements Time {

    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

    private final AtomicLong nanos = new AtomicLong();

    public void advance(Duration step) {
        nanos.addAndGet(step.toNanos());
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public Instant now() {
        return START.plusNanos(nanos.get());
    }
}
