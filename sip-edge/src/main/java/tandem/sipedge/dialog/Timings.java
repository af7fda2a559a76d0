package tandem.sipedge.dialog;

import java.time.Duration;

/// The times that a dialog goes by, in nanoseconds.
///
/// @param t1 first interval between 200s (RFC 3261 §13.3.1.4)
/// @param t2 longest interval
/// @param setup how long an INVITE may wait for us
public record Timings(long t1, long t2, long setup) {

    public static Timings of(Duration t1, Duration t2, Duration setup) {
        return new Timings(t1.toNanos(), t2.toNanos(), setup.toNanos());
    }

    /// How long a 200 waits for its ACK, and a BYE for its answer.
    long patience() {
        return 64 * t1;
    }
}
