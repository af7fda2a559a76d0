package tandem.callcontrol;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import tandem.callmodel.time.Time;

/// Decides whether one more call is taken, and counts those that are.
///
/// Thread-safe: atomics only, constant time. The token bucket is kept as the time at which it will
/// be full again (the generic cell rate algorithm, ITU-T I.371).
final class Admission {

    private static final long SECOND = 1_000_000_000L;

    private final CallSettings settings;
    private final Time time;
    private final long nanosPerCall;
    private final AtomicInteger active = new AtomicInteger();
    private final AtomicLong fullAt;
    private final CompletableFuture<Void> idle = new CompletableFuture<>();

    private volatile boolean draining;

    Admission(CallSettings settings, Time time) {
        this.settings = settings;
        this.time = time;
        this.nanosPerCall = SECOND / settings.maxPerSecond();
        this.fullAt = new AtomicLong(time.nanos());
    }

    /// Takes a place, to be given back by [#leave], or says why there is none.
    Optional<Refusal> enter() {
        int taken = active.incrementAndGet();
        if (draining) {
            return refuse(
                    Refusal.later(
                            "calls.draining",
                            "The server is stopping and takes no new calls.",
                            settings.retryAfter()));
        }
        if (taken > settings.maxConcurrent()) {
            return refuse(
                    Refusal.later(
                            "calls.max-concurrent",
                            "All " + settings.maxConcurrent() + " places are taken.",
                            settings.retryAfter()));
        }
        if (!takeToken(time.nanos())) {
            return refuse(
                    Refusal.later(
                            "calls.max-per-second",
                            "More than " + settings.maxPerSecond() + " new calls in a second.",
                            Duration.ofSeconds(1)));
        }
        return Optional.empty();
    }

    void leave() {
        if (active.decrementAndGet() == 0 && draining) {
            idle.complete(null);
        }
    }

    int active() {
        return active.get();
    }

    boolean isDraining() {
        return draining;
    }

    /// No call enters any more. Completes when the last has left.
    CompletableFuture<Void> drain() {
        draining = true;
        if (active.get() == 0) {
            idle.complete(null);
        }
        return idle;
    }

    private Optional<Refusal> refuse(Refusal refusal) {
        leave();
        return Optional.of(refusal);
    }

    private boolean takeToken(long now) {
        while (true) {
            long before = fullAt.get();
            long after = (before - now > 0 ? before : now) + nanosPerCall;
            if (after - now > SECOND) {
                return false;
            }
            if (fullAt.compareAndSet(before, after)) {
                return true;
            }
        }
    }
}
