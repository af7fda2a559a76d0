package tandem.sipedge.dialog;

import tandem.callcontrol.EndCause;
import tandem.callcontrol.MediaAddress;
import tandem.callcontrol.Refusal;
import tandem.sipedge.sdp.Negotiation;

/// What can happen to a dialog.
public sealed interface DialogEvent {

    /// Call control wants the caller to hear ringing.
    record RingAsked() implements DialogEvent {}

    record AnswerAsked(MediaAddress local) implements DialogEvent {}

    record RefuseAsked(Refusal refusal) implements DialogEvent {}

    record HangUpAsked(EndCause cause) implements DialogEvent {}

    /// ACK of the 200 that waits for it.
    record AckReceived() implements DialogEvent {}

    /// CANCEL of the INVITE that waits.
    record CancelReceived(Exchange exchange) implements DialogEvent {}

    record ByeReceived(Exchange exchange) implements DialogEvent {}

    record ReinviteReceived(Exchange exchange, Negotiation offer) implements DialogEvent {}

    record InfoReceived(Exchange exchange, InfoBody body) implements DialogEvent {}

    record OptionsReceived(Exchange exchange) implements DialogEvent {}

    /// Our BYE has its final response, or will never have one.
    record ByeFinished() implements DialogEvent {}

    /// The time of [DialogState#wakeAt] may have come.
    record TimePassed() implements DialogEvent {}

    /// Events were lost because too many waited.
    record Overflowed() implements DialogEvent {}
}
