package tandem.callcontrol;

import java.time.Duration;
import java.util.List;

/// Settings that differ from the defaults in what a test is about.
final class SettingsForTests {

    private SettingsForTests() {}

    static CallSettings ringing(Duration ringTime) {
        return of(100_000, 100_000, 1_024, ringTime);
    }

    static CallSettings roomFor(int maxConcurrent, int maxPerSecond) {
        return of(maxConcurrent, maxPerSecond, 1_024, Duration.ZERO);
    }

    static CallSettings mailboxOf(int capacity) {
        return of(100_000, 100_000, capacity, Duration.ZERO);
    }

    static CallSettings unrecorded() {
        return of(100_000, 100_000, 1_024, Duration.ZERO, false);
    }

    private static CallSettings of(
            int maxConcurrent, int maxPerSecond, int mailboxCapacity, Duration ringTime) {
        return of(maxConcurrent, maxPerSecond, mailboxCapacity, ringTime, true);
    }

    private static CallSettings of(
            int maxConcurrent,
            int maxPerSecond,
            int mailboxCapacity,
            Duration ringTime,
            boolean record) {
        return new CallSettings(
                maxConcurrent,
                maxPerSecond,
                Duration.ofSeconds(5),
                mailboxCapacity,
                ringTime,
                Duration.ofSeconds(40),
                Duration.ofHours(1),
                Duration.ofSeconds(30),
                Duration.ofMillis(200),
                Duration.ofSeconds(30),
                record,
                List.of(Duration.ofMillis(60), Duration.ofMillis(140)));
    }
}
