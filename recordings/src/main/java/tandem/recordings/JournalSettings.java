package tandem.recordings;

import java.nio.file.Path;

/// @param folder journals are `folder/<date>/<call id>.jsonl`, the date in UTC
/// @param capacity facts that may wait for the disk; further ones are dropped and counted
public record JournalSettings(Path folder, int capacity) {

    public JournalSettings {
        if (capacity < 1) {
            throw new IllegalArgumentException("journal capacity must be positive: " + capacity);
        }
    }

    public static JournalSettings defaults() {
        return new JournalSettings(Path.of("calls"), 20_000);
    }
}
