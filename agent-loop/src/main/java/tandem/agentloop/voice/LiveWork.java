package tandem.agentloop.voice;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tandem.callmodel.time.Time;

/// Knows all work that runs for conversations, and counts what is still alive 5 s after its scope
/// was closed (`tandem.turn.leaked`). Thread-safe: a concurrent set of independent entries.
final class LiveWork {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Set<Work> alive = ConcurrentHashMap.newKeySet();
    private final Time time;

    LiveWork(Time time, MeterRegistry meters) {
        this.time = time;
        Gauge.builder("tandem.turn.live", alive, Set::size).register(meters);
        Gauge.builder("tandem.turn.leaked", this, LiveWork::leaked).register(meters);
    }

    /// One fork's work, registered from now until it returns.
    Work track(Runnable body) {
        Work work = new Work(body);
        alive.add(work);
        return work;
    }

    int leaked() {
        long now = time.nanos();
        return (int) alive.stream().filter(work -> work.isLeaked(now)).count();
    }

    /// Thread-safe: `abandonedAt` is volatile, written by the scope's owner.
    final class Work implements Runnable {

        private final Runnable body;
        private volatile long abandonedAt;
        private volatile boolean abandoned;

        private Work(Runnable body) {
            this.body = body;
        }

        @Override
        public void run() {
            try {
                body.run();
            } finally {
                alive.remove(this);
            }
        }

        void abandon() {
            abandonedAt = time.nanos();
            abandoned = true;
        }

        private boolean isLeaked(long now) {
            return abandoned && now - abandonedAt >= GRACE.toNanos();
        }
    }
}
