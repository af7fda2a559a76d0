package tandem.callcontrol;

import tandem.agentloop.ConversationEvent;
import tandem.callmodel.DtmfDigit;

/// What a call's state wants done. Performed by the call's owner alone, in order.
sealed interface CallEffect {

    /// Answered by [CallEvent.MediaOpened] or [CallEvent.MediaRefused].
    record OpenMedia() implements CallEffect {}

    /// The conversation prepares; it says nothing yet.
    record JoinAgent() implements CallEffect {}

    record Ring() implements CallEffect {}

    record StartRecording() implements CallEffect {}

    record ConnectMedia(NegotiatedMedia media) implements CallEffect {}

    /// 200 to the INVITE.
    record Answer(NegotiatedMedia media) implements CallEffect {}

    /// 200 to the re-INVITE.
    record AnswerReinvite() implements CallEffect {}

    record StartConversation() implements CallEffect {}

    record WakeConversation() implements CallEffect {}

    record Tell(ConversationEvent event) implements CallEffect {}

    record TellKey(DtmfDigit digit, KeyWay way, long nanos) implements CallEffect {}

    /// The far end put us on hold or came back.
    record TellHeld(boolean held) implements CallEffect {}

    record AskHuman(String reason) implements CallEffect {}

    /// The final response to an INVITE that is not answered.
    record Refuse(Refusal refusal) implements CallEffect {}

    record HangUp(EndCause cause) implements CallEffect {}
}
