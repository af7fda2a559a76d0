package tandem.callmodel.audio;

import java.time.Duration;

/// What a leg's voice detector says about the other party. Ticks are samples on the leg's clock,
/// `nanos` is [tandem.callmodel.time.Time#nanos] at detection.
public sealed interface VoiceActivity {

    long nanos();

    /// Voicing began at `onsetTick`: energy and periodicity agreed for long enough not to be a
    /// click.
    record Started(long onsetTick, long nanos) implements VoiceActivity {}

    /// `voiced` of speech has been heard since `Started`; sent once per threshold that the leg was
    /// opened with.
    record Sustained(Duration voiced, long nanos) implements VoiceActivity {}

    /// Nothing voiced since `lastVoicedTick`, which arrived at `lastVoicedNanos`; sent after the
    /// hangover. `voiced` is the sum of voiced speech.
    record Ended(long lastVoicedTick, long lastVoicedNanos, Duration voiced, long nanos)
            implements VoiceActivity {}
}
