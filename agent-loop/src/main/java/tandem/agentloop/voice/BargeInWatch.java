package tandem.agentloop.voice;

import tandem.callmodel.audio.VoiceActivity;

/// Measures how fast the agent falls silent: from the caller's first voiced frame to the order.
///
/// Confined to the call's thread.
final class BargeInWatch {

    private final Meters meters;
    private long voicedSince;

    BargeInWatch(Meters meters) {
        this.meters = meters;
    }

    /// The detector tells of voice only when it is sure; how long it was voiced by then tells when
    /// it began.
    void voiced(VoiceActivity activity) {
        switch (activity) {
            case VoiceActivity.Started(long _, long nanos) -> voicedSince = nanos;
            case VoiceActivity.Sustained(var sum, long nanos) ->
                    voicedSince = Math.min(voicedSince, nanos - sum.toNanos());
            case VoiceActivity.Ended _ -> {}
        }
    }

    void held(long nanos) {
        meters.bargeInStopped(nanos - voicedSince);
    }
}
