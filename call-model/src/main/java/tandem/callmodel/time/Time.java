package tandem.callmodel.time;

import java.time.Instant;

/// The only source of time. [#nanos] never goes back and is for measuring; [#now] is for records.
public interface Time {

    /// Nanoseconds on a monotonic clock with an arbitrary origin.
    long nanos();

    Instant now();

    static Time system() {
        return SystemTime.INSTANCE;
    }
}
