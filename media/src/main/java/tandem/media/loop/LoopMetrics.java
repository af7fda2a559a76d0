package tandem.media.loop;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How punctual a loop is. Written by the loop alone, read by any thread.
public final class LoopMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(LoopMetrics.class);
    private static final long[] BOUNDS_MICROS = {100, 500, 1_000, 2_000, 5_000, 10_000, 20_000};

    private final AtomicLongArray buckets = new AtomicLongArray(BOUNDS_MICROS.length + 1);
    private final AtomicLong skippedTicks = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();
    private final AtomicLong maxMicros = new AtomicLong();

    public LoopMetrics(MeterRegistry registry, String loop) {
        for (int n = 0; n <= BOUNDS_MICROS.length; n++) {
            int bucket = n;
            String bound = n == BOUNDS_MICROS.length ? "more" : BOUNDS_MICROS[n] + "us";
            FunctionCounter.builder("tandem.media.loop.slots", buckets, b -> b.get(bucket))
                    .description("slots served, by how late they were at most")
                    .tags("loop", loop, "late", bound)
                    .register(registry);
        }
        FunctionCounter.builder("tandem.media.loop.skipped", skippedTicks, AtomicLong::get)
                .description("milliseconds left out because the loop fell behind by over 20 ms")
                .tag("loop", loop)
                .register(registry);
        FunctionCounter.builder("tandem.media.loop.faults", faults, AtomicLong::get)
                .description("legs ended by a fault of their own")
                .tag("loop", loop)
                .register(registry);
        Gauge.builder("tandem.media.loop.lateness.max", maxMicros, max -> max.getAndSet(0))
                .description("the latest slot since the last reading")
                .baseUnit("microseconds")
                .tag("loop", loop)
                .register(registry);
    }

    void served(long lateNanos) {
        long micros = Math.max(lateNanos, 0) / 1_000;
        int bucket = 0;
        while (bucket < BOUNDS_MICROS.length && micros > BOUNDS_MICROS[bucket]) {
            bucket++;
        }
        buckets.setRelease(bucket, buckets.getPlain(bucket) + 1);
        if (micros > maxMicros.getPlain()) {
            maxMicros.setRelease(micros);
        }
    }

    void skipped(long ticks) {
        if (ticks > 0) {
            skippedTicks.setRelease(skippedTicks.getPlain() + ticks);
        }
    }

    /// The loop may not log: a thread of its own does.
    void fault(RuntimeException fault) {
        faults.setRelease(faults.getPlain() + 1);
        Thread.ofVirtual()
                .name("rtp-fault-log")
                .start(() -> LOG.error("a media leg failed and was ended", fault));
    }

    /// Slots that were served more than 5 ms late.
    public long lateSlots() {
        return buckets.get(5) + buckets.get(6) + buckets.get(7);
    }
}
