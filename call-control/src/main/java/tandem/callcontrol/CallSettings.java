package tandem.callcontrol;

import java.time.Duration;
import java.util.List;

/// How calls are admitted and how long their parts may take. Immutable.
///
/// @param maxConcurrent live calls; one more is refused with 503
/// @param maxPerSecond new calls a second, as a token bucket that holds one second's worth
/// @param retryAfter told to whoever is refused for want of room
/// @param mailboxCapacity events that may wait for one call; one more ends it as overloaded
/// @param ringTime from 180 to 200; zero answers at once
/// @param setupTimeout from 180 to ACK or first speech; longer than the 32 s after which the SIP
///   edge itself gives up on an ACK (RFC 3261 §13.3.1.4)
/// @param maxDuration from 200 on; then the call is ended
/// @param mediaInactivity nothing received for so long, and not on hold: the call is ended
/// @param farewellGap from the last packet of the agent's goodbye to BYE
/// @param farewellLimit the longest goodbye
/// @param record keep the audio
/// @param voiceThresholds voiced speech at which a leg reports, ascending: the duck, hold and
///   decide figures of every barge-in profile
public record CallSettings(
        int maxConcurrent,
        int maxPerSecond,
        Duration retryAfter,
        int mailboxCapacity,
        Duration ringTime,
        Duration setupTimeout,
        Duration maxDuration,
        Duration mediaInactivity,
        Duration farewellGap,
        Duration farewellLimit,
        boolean record,
        List<Duration> voiceThresholds) {

    public CallSettings {
        atLeast(1, maxConcurrent, "calls.max-concurrent");
        atLeast(1, maxPerSecond, "calls.max-per-second");
        atLeast(16, mailboxCapacity, "calls.mailbox-capacity");
        positive(retryAfter, "calls.retry-after");
        positive(setupTimeout, "calls.setup-timeout");
        positive(maxDuration, "calls.max-duration");
        positive(mediaInactivity, "calls.media-inactivity");
        positive(farewellLimit, "calls.farewell-limit");
        if (ringTime.isNegative() || ringTime.compareTo(setupTimeout) >= 0) {
            throw new IllegalArgumentException(
                    "calls.ring-time must be at least 0 and below calls.setup-timeout: "
                            + ringTime);
        }
        if (farewellGap.isNegative() || farewellGap.compareTo(farewellLimit) > 0) {
            throw new IllegalArgumentException(
                    "calls.farewell-gap must be at least 0 and at most calls.farewell-limit: "
                            + farewellGap);
        }
        voiceThresholds = List.copyOf(voiceThresholds);
    }

    public static CallSettings defaults() {
        return new CallSettings(
                500,
                100,
                Duration.ofSeconds(5),
                1_024,
                Duration.ZERO,
                Duration.ofSeconds(40),
                Duration.ofHours(2),
                Duration.ofSeconds(30),
                Duration.ofMillis(200),
                Duration.ofSeconds(30),
                true,
                List.of(
                        Duration.ofMillis(60),
                        Duration.ofMillis(80),
                        Duration.ofMillis(140),
                        Duration.ofMillis(240),
                        Duration.ofMillis(700)));
    }

    private static void atLeast(int minimum, int value, String setting) {
        if (value < minimum) {
            throw new IllegalArgumentException(
                    setting + " must be at least " + minimum + ", not " + value);
        }
    }

    private static void positive(Duration value, String setting) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(setting + " must be more than zero: " + value);
        }
    }
}
