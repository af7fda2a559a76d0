package tandem.humanhandoff;

import java.nio.file.Path;
import java.time.Duration;

/// @param file one JSON object per line and call-back
/// @param capacity call-backs that may wait for the disk; more are not promised
/// @param retryEvery how long to wait after a failed write
public record CallBackSettings(Path file, int capacity, Duration retryEvery) {

    public CallBackSettings {
        if (capacity < 1) {
            throw new IllegalArgumentException("call-back capacity must be positive: " + capacity);
        }
        if (!retryEvery.isPositive()) {
            throw new IllegalArgumentException("call-back retry time must be positive");
        }
    }

    public static CallBackSettings defaults() {
        return new CallBackSettings(Path.of("call-backs.jsonl"), 1_000, Duration.ofSeconds(2));
    }
}
