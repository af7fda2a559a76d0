package tandem.callcontrol;

import java.util.Optional;
import java.util.OptionalLong;
import tandem.agentloop.ConversationEvent;
import tandem.callmodel.TurnId;

/// The conversation runs.
///
/// @param media as negotiated last; says whether the far end holds us
/// @param keys the way by which keys count
/// @param playing the turn whose audio is on the wire
/// @param silentSince nanoseconds; when the last packet with speech left, if none is playing
/// @param tooLongAt nanoseconds
record Talking(
        CallSettings settings,
        NegotiatedMedia media,
        KeyWay keys,
        Optional<TurnId> playing,
        long silentSince,
        long tooLongAt)
        implements CallState {

    static Talking from(CallSettings settings, NegotiatedMedia media, long nanos, long tooLongAt) {
        return new Talking(settings, media, KeyWay.OPEN, Optional.empty(), nanos, tooLongAt);
    }

    @Override
    public Step on(CallEvent event, long nanos) {
        return switch (event) {
            case CallEvent.FromCaller fromCaller -> heard(fromCaller, nanos);
            case CallEvent.FromAgent fromAgent -> told(fromAgent, nanos);
            case CallEvent.Reinvited(NegotiatedMedia renewed) -> renew(renewed);
            case CallEvent.AlarmRang _ -> nanos - tooLongAt < 0 ? Step.to(this) : tooLong(settings);
            case CallEvent.Ending ending -> Over.answered(ending);
            case CallEvent.Began _, CallEvent.Opening _, CallEvent.Acknowledged _ -> Step.to(this);
        };
    }

    @Override
    public OptionalLong alarm() {
        return OptionalLong.of(tooLongAt);
    }

    private Step heard(CallEvent.FromCaller event, long nanos) {
        return switch (event) {
            case CallEvent.VoiceHeard voice ->
                    tell(this, new ConversationEvent.Voiced(voice.activity()));
            case CallEvent.KeyHeard key ->
                    keys.admits(key.way())
                            ? Step.to(
                                    withKeys(key.way()),
                                    new CallEffect.TellKey(key.digit(), key.way(), key.nanos()))
                            : Step.to(this);
            case CallEvent.PlayoutStarted(TurnId turn, long at) ->
                    tell(
                            withPlaying(Optional.of(turn), silentSince),
                            new ConversationEvent.PlayoutStarted(turn, at));
            case CallEvent.PlayoutFinished(TurnId turn, long samples, long at) ->
                    tell(
                            without(turn, nanos),
                            new ConversationEvent.PlayoutFinished(turn, samples, at));
            case CallEvent.MediaTimedOut _ -> timedOut(this, media);
        };
    }

    private Step told(CallEvent.FromAgent event, long nanos) {
        return switch (event) {
            case CallEvent.Posted(ConversationEvent posted) -> tell(this, posted);
            case CallEvent.TurnOver(TurnId turn) -> Step.to(without(turn, nanos));
            case CallEvent.AgentAlarmRang _ -> Step.to(this, new CallEffect.WakeConversation());
            case CallEvent.HumanWanted(String reason) ->
                    Step.to(this, new CallEffect.AskHuman(reason));
            case CallEvent.AgentFinished(String reason) ->
                    Step.to(new Closing(this, reason, nanos));
        };
    }

    private Step renew(NegotiatedMedia renewed) {
        Talking next = new Talking(settings, renewed, KeyWay.OPEN, playing, silentSince, tooLongAt);
        CallEffect connect = new CallEffect.ConnectMedia(renewed);
        CallEffect answer = new CallEffect.AnswerReinvite();
        boolean held = renewed.isHeldByRemote();
        return held == media.isHeldByRemote()
                ? Step.to(next, connect, answer)
                : Step.to(next, connect, answer, new CallEffect.TellHeld(held));
    }

    private Talking withKeys(KeyWay way) {
        return new Talking(settings, media, way, playing, silentSince, tooLongAt);
    }

    private Talking withPlaying(Optional<TurnId> turn, long silent) {
        return new Talking(settings, media, keys, turn, silent, tooLongAt);
    }

    private Talking without(TurnId turn, long nanos) {
        return playing.isPresent() && playing.get().equals(turn)
                ? withPlaying(Optional.empty(), nanos)
                : this;
    }

    private static Step tell(CallState next, ConversationEvent event) {
        return Step.to(next, new CallEffect.Tell(event));
    }

    /// Silence on the wire ends a call, unless what was negotiated explains it.
    static Step timedOut(CallState current, NegotiatedMedia media) {
        return media.isHeldByRemote() || !media.direction().receives()
                ? Step.to(current)
                : Over.hangingUp(
                        EndCause.Kind.MEDIA_TIMED_OUT, "Nothing was received for too long.");
    }

    static Step tooLong(CallSettings settings) {
        return Over.hangingUp(
                EndCause.Kind.TOO_LONG,
                "The call reached calls.max-duration, " + settings.maxDuration() + ".");
    }
}
