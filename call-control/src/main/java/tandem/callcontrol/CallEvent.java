package tandem.callcontrol;

import tandem.agentloop.ConversationEvent;
import tandem.callmodel.DtmfDigit;
import tandem.callmodel.TurnId;
import tandem.callmodel.audio.VoiceActivity;

/// What can happen to a call. Immutable; waits in the call's [Mailbox] until its owner decides.
sealed interface CallEvent {

    /// The call was admitted.
    record Began() implements CallEvent {}

    /// What came of [CallEffect.OpenMedia].
    sealed interface Opening extends CallEvent {}

    record MediaOpened() implements Opening {}

    record MediaRefused(String rule, String sentence) implements Opening {}

    record Acknowledged() implements CallEvent {}

    record Reinvited(NegotiatedMedia media) implements CallEvent {}

    /// From the caller's leg, and keys by whichever way.
    sealed interface FromCaller extends CallEvent {}

    record VoiceHeard(VoiceActivity activity) implements FromCaller {}

    record KeyHeard(DtmfDigit digit, KeyWay way, long nanos) implements FromCaller {}

    record PlayoutStarted(TurnId turn, long nanos) implements FromCaller {}

    record PlayoutFinished(TurnId turn, long samples, long nanos) implements FromCaller {}

    record MediaTimedOut() implements FromCaller {}

    /// From the conversation.
    sealed interface FromAgent extends CallEvent {}

    /// One of its services has something for it.
    record Posted(ConversationEvent event) implements FromAgent {}

    /// The agent's turn is over, said or cut off.
    record TurnOver(TurnId turn) implements FromAgent {}

    record AgentFinished(String reason) implements FromAgent {}

    record HumanWanted(String reason) implements FromAgent {}

    /// The conversation wanted to be woken now.
    record AgentAlarmRang() implements FromAgent {}

    /// The alarm of the state is due.
    record AlarmRang() implements CallEvent {}

    /// Whatever ends a call at whatever moment.
    sealed interface Ending extends CallEvent {}

    record RemoteCancelled() implements Ending {}

    record RemoteHungUp(EndCause cause) implements Ending {}

    /// The mailbox was full.
    record Overflowed() implements Ending {}

    record ShutDown() implements Ending {}

    /// A defect of ours, already logged.
    record Faulted() implements Ending {}

    /// @param nanos when it came
    static CallEvent of(SipEvent event, long nanos) {
        return switch (event) {
            case SipEvent.Invited _ -> new Began();
            case SipEvent.Acknowledged _ -> new Acknowledged();
            case SipEvent.Cancelled _ -> new RemoteCancelled();
            case SipEvent.HungUp hungUp -> new RemoteHungUp(hungUp.cause());
            case SipEvent.Reinvited reinvited -> new Reinvited(reinvited.media());
            case SipEvent.KeyByInfo key -> new KeyHeard(key.digit(), KeyWay.INFO, nanos);
        };
    }

    static CallEvent of(MediaEvent event) {
        return switch (event) {
            case MediaEvent.Voice voice -> new VoiceHeard(voice.activity());
            case MediaEvent.KeyHeard key -> new KeyHeard(key.digit(), KeyWay.MEDIA, key.nanos());
            case MediaEvent.PlayoutStarted it -> new PlayoutStarted(it.turn(), it.nanos());
            case MediaEvent.PlayoutFinished it ->
                    new PlayoutFinished(it.turn(), it.samples(), it.nanos());
            case MediaEvent.TimedOut _ -> new MediaTimedOut();
        };
    }
}
