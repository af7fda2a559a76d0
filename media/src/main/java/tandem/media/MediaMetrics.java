package tandem.media;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import tandem.media.rtp.LegCount;

/// The engine's sums, as metrics. Thread-safe: each loop writes its own array, readers add up.
final class MediaMetrics {

    private final AtomicLongArray[] loops;
    private final AtomicInteger openLegs = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong droppedFrames = new AtomicLong();

    MediaMetrics(MeterRegistry registry, int loopCount) {
        loops =
                IntStream.range(0, loopCount)
                        .mapToObj(n -> new AtomicLongArray(LegCount.values().length))
                        .toArray(AtomicLongArray[]::new);
        for (LegCount what : LegCount.values()) {
            FunctionCounter.builder("tandem.media." + what.metric(), this, m -> m.sum(what))
                    .description(what.description())
                    .register(registry);
        }
        Gauge.builder("tandem.media.legs", openLegs, AtomicInteger::get)
                .description("open legs")
                .register(registry);
        FunctionCounter.builder("tandem.media.refused", refused, AtomicLong::get)
                .description("legs not opened for want of a port, a socket or a seat")
                .register(registry);
        FunctionCounter.builder("tandem.media.frames.dropped", droppedFrames, AtomicLong::get)
                .description("frames that the consumer of a full ring never saw")
                .register(registry);
    }

    AtomicLongArray loop(int number) {
        return loops[number];
    }

    AtomicInteger openLegs() {
        return openLegs;
    }

    void refused() {
        refused.incrementAndGet();
    }

    void legClosed(long dropped) {
        openLegs.decrementAndGet();
        droppedFrames.addAndGet(dropped);
    }

    private double sum(LegCount what) {
        double sum = 0;
        for (AtomicLongArray loop : loops) {
            sum += loop.get(what.place());
        }
        return sum;
    }
}
