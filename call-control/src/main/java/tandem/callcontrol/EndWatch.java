package tandem.callcontrol;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tandem.callmodel.CallId;
import tandem.callmodel.time.Time;

/// Notices ends that do not complete: counts and names work still alive after 5 s, once each.
///
/// Thread-safe: one concurrent map, bounded by the calls that are ending. It only tells; nothing
/// waits for it.
final class EndWatch {

    private static final Logger log = LoggerFactory.getLogger(EndWatch.class);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();

    private final ConcurrentHashMap<Work, Long> since = new ConcurrentHashMap<>();
    private final Time time;
    private final CallMeters meters;

    EndWatch(Time time, CallMeters meters) {
        this.time = time;
        this.meters = meters;
    }

    /// What has to complete.
    record Work(CallId call, String what) {
        /// The owner closes everything and leaves.
        static Work owner(CallId call) {
            return new Work(call, "owner");
        }

        /// The recording's file is written.
        static Work recording(CallId call) {
            return new Work(call, "recording");
        }
    }

    void expect(Work work) {
        since.putIfAbsent(work, time.nanos());
    }

    void done(Work work) {
        since.remove(work);
    }

    int pending() {
        return since.size();
    }

    /// Counts what is overdue and forgets it.
    void sweep() {
        long now = time.nanos();
        since.forEach((work, begun) -> {
            if (now - begun >= PATIENCE_NANOS && since.remove(work, begun)) {
                meters.overdue(work.what());
                log.warn("call {}: its {} has not ended in 5 s", work.call(), work.what());
            }
        });
    }
}
