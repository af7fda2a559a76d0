package tandem.callcontrol;

import tandem.callmodel.DtmfDigit;
import tandem.callmodel.TurnId;
import tandem.callmodel.audio.VoiceActivity;

/// What a leg tells its call.
public sealed interface MediaEvent {

    record Voice(VoiceActivity activity) implements MediaEvent {}

    record KeyHeard(DtmfDigit digit, long nanos) implements MediaEvent {}

    record PlayoutStarted(TurnId turn, long nanos) implements MediaEvent {}

    record PlayoutFinished(TurnId turn, long samples, long nanos) implements MediaEvent {}

    /// Nothing was received for the inactivity time.
    record TimedOut() implements MediaEvent {}
}
