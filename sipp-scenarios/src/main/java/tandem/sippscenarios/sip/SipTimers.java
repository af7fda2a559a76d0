package tandem.sippscenarios.sip;

import java.time.Duration;

/// The timers of RFC 3261 table 4.
///
/// @param t1 round-trip estimate
/// @param t2 longest interval between two sendings
/// @param t4 how long a message may stay in the network
record SipTimers(Duration t1, Duration t2, Duration t4) {

    static final SipTimers STANDARD =
            new SipTimers(Duration.ofMillis(500), Duration.ofSeconds(4), Duration.ofSeconds(5));

    /// 64·T1: timers B, F, H and the wait after a 2xx.
    Duration giveUp() {
        return t1.multipliedBy(64);
    }
}
