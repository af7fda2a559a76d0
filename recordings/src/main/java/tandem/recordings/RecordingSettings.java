package tandem.recordings;

import java.nio.file.Path;
import java.time.Duration;

/// @param folder recordings are `folder/<date>/<call id>.wav`, the date in UTC
/// @param writers threads that write; each serves some hundred calls
/// @param interval how often a writer looks for audio; the rings must hold more than that
/// @param headerEvery how much of the audio's end is lost to players when the process is killed
public record RecordingSettings(Path folder, int writers, Duration interval, Duration headerEvery) {

    public RecordingSettings {
        if (writers < 1 || writers > 16) {
            throw new IllegalArgumentException("recording writers out of 1-16: " + writers);
        }
        if (!interval.isPositive() || interval.compareTo(Duration.ofSeconds(1)) > 0) {
            throw new IllegalArgumentException("recording interval out of 0-1 s: " + interval);
        }
        if (!headerEvery.isPositive()) {
            throw new IllegalArgumentException("recording header interval must be positive");
        }
    }

    public static RecordingSettings defaults() {
        return new RecordingSettings(
                Path.of("recordings"), 2, Duration.ofMillis(100), Duration.ofSeconds(2));
    }
}
