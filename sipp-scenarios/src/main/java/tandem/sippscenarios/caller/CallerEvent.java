package tandem.sippscenarios.caller;

import tandem.agentloop.RecognizerEvent;
import tandem.sippscenarios.rtp.RtpPacket;
import tandem.sippscenarios.rtp.SendProgress;
import tandem.sippscenarios.sip.CallEvent;

/// Everything that can happen to the caller on a call.
sealed interface CallerEvent {

    record Signalled(CallEvent event) implements CallerEvent {}

    /// @param tick of its arrival on the call's clock
    record PacketHeard(RtpPacket packet, long tick, long nanos) implements CallerEvent {}

    record PacketSent(SendProgress progress) implements CallerEvent {}

    record Recognized(RecognizerEvent event) implements CallerEvent {}

    /// Somebody wants the call ended.
    record Stopped() implements CallerEvent {}
}
