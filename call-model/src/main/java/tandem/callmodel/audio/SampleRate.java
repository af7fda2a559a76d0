package tandem.callmodel.audio;

import java.time.Duration;

/// Samples per second of one audio channel.
public record SampleRate(int hertz) {

    public static final SampleRate TELEPHONE = new SampleRate(8_000);
    public static final SampleRate WIDEBAND = new SampleRate(16_000);

    public SampleRate {
        if (hertz < 8_000 || hertz > 192_000) {
            throw new IllegalArgumentException("sample rate out of 8000-192000 Hz: " + hertz);
        }
    }

    /// The number of samples in `duration`, rounded down.
    public int samples(Duration duration) {
        return Math.toIntExact(duration.toNanos() * hertz / 1_000_000_000L);
    }

    public Duration duration(long samples) {
        return Duration.ofNanos(samples * 1_000_000_000L / hertz);
    }

    @Override
    public String toString() {
        return hertz + " Hz";
    }
}
