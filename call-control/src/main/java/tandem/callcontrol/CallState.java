package tandem.callcontrol;

import java.util.OptionalLong;

/// Where a call stands. Immutable; decides purely, the call's owner acts.
///
/// ```
/// Arriving ─► Ringing ─► Answered ─► Talking ─► Closing
///     └──────────┴───────────┴──────────┴──────────┴────► Over
/// ```
sealed interface CallState permits Arriving, Ringing, Answered, Talking, Closing, Over {

    /// @param nanos the time, as [tandem.callmodel.time.Time#nanos]
    Step on(CallEvent event, long nanos);

    /// When [CallEvent.AlarmRang] is due.
    OptionalLong alarm();
}
