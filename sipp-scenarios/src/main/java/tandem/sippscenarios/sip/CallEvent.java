package tandem.sippscenarios.sip;

import java.time.Duration;

/// What becomes of an outbound call; `nanos` is [tandem.callmodel.time.Time#nanos] when its message
/// arrived.
public sealed interface CallEvent {

    long nanos();

    /// A provisional answer beyond 100.
    record Progressed(int status, String reason, long nanos) implements CallEvent {}

    /// @param setup from the first INVITE to its 200
    record Answered(AudioDescription media, Duration setup, long nanos) implements CallEvent {}

    /// The far end offered other media on the running call: an address, a codec, hold or resume.
    record MediaChanged(AudioDescription media, long nanos) implements CallEvent {}

    /// There was no conversation. The last event of its call.
    ///
    /// @param status the far end's answer, 0 when there was none
    record Failed(Failure failure, int status, String sentence, long nanos) implements CallEvent {}

    /// A conversation is over. The last event of its call.
    record Ended(By by, String sentence, long nanos) implements CallEvent {}

    enum Failure {
        REFUSED,
        NOBODY_ANSWERED,
        UNREACHABLE,
        CANCELLED,
        NO_COMMON_MEDIA
    }

    enum By {
        FAR_END,
        US,
        /// The far end never answered our BYE, or never acknowledged.
        FAULT
    }
}
