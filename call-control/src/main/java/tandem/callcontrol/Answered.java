package tandem.callcontrol;

import java.util.OptionalLong;
import tandem.agentloop.ConversationEvent;

/// 200 was sent; the agent waits for the ACK or for the caller's first sound, and for the far end
/// to want to hear it.
///
/// @param acknowledged true when only a hold keeps the agent from speaking
/// @param giveUpAt nanoseconds; only while not acknowledged
/// @param tooLongAt nanoseconds
record Answered(
        CallSettings settings,
        NegotiatedMedia media,
        boolean acknowledged,
        long giveUpAt,
        long tooLongAt)
        implements CallState {

    @Override
    public Step on(CallEvent event, long nanos) {
        return switch (event) {
            case CallEvent.Acknowledged _ -> established(nanos);
            case CallEvent.VoiceHeard _, CallEvent.KeyHeard _ -> firstSound(event, nanos);
            case CallEvent.Reinvited(NegotiatedMedia renewed) -> renew(renewed, nanos);
            case CallEvent.Posted(ConversationEvent posted) ->
                    Step.to(this, new CallEffect.Tell(posted));
            case CallEvent.AgentAlarmRang _ -> Step.to(this, new CallEffect.WakeConversation());
            case CallEvent.AgentFinished(String reason) ->
                    Over.hangingUp(EndCause.Kind.AGENT_HUNG_UP, reason);
            case CallEvent.MediaTimedOut _ -> Talking.timedOut(this, media);
            case CallEvent.AlarmRang _ -> alarmRang(nanos);
            case CallEvent.Ending ending -> Over.answered(ending);
            case CallEvent.Began _,
                    CallEvent.Opening _,
                    CallEvent.PlayoutStarted _,
                    CallEvent.PlayoutFinished _,
                    CallEvent.TurnOver _,
                    CallEvent.HumanWanted _ ->
                    Step.to(this);
        };
    }

    @Override
    public OptionalLong alarm() {
        return OptionalLong.of(acknowledged ? tooLongAt : Math.min(giveUpAt, tooLongAt));
    }

    private Step established(long nanos) {
        return media.isHeldByRemote()
                ? Step.to(withAcknowledged(media))
                : Step.to(talking(nanos), new CallEffect.StartConversation());
    }

    private Step firstSound(CallEvent sound, long nanos) {
        if (media.isHeldByRemote()) {
            return Step.to(this);
        }
        Step heard = talking(nanos).on(sound, nanos);
        CallEffect[] effects = new CallEffect[heard.effects().size() + 1];
        effects[0] = new CallEffect.StartConversation();
        for (int i = 0; i < heard.effects().size(); i++) {
            effects[i + 1] = heard.effects().get(i);
        }
        return Step.to(heard.next(), effects);
    }

    private Step renew(NegotiatedMedia renewed, long nanos) {
        CallEffect connect = new CallEffect.ConnectMedia(renewed);
        CallEffect answer = new CallEffect.AnswerReinvite();
        Answered next = new Answered(settings, renewed, acknowledged, giveUpAt, tooLongAt);
        return acknowledged && !renewed.isHeldByRemote()
                ? Step.to(next.talking(nanos), connect, answer, new CallEffect.StartConversation())
                : Step.to(next, connect, answer);
    }

    private Step alarmRang(long nanos) {
        if (nanos - tooLongAt >= 0) {
            return Talking.tooLong(settings);
        }
        if (!acknowledged && nanos - giveUpAt >= 0) {
            return Over.hangingUp(
                    EndCause.Kind.NOT_ACKNOWLEDGED,
                    "The answer was not acknowledged in " + settings.setupTimeout() + ".");
        }
        return Step.to(this);
    }

    private Answered withAcknowledged(NegotiatedMedia current) {
        return new Answered(settings, current, true, giveUpAt, tooLongAt);
    }

    private Talking talking(long nanos) {
        return Talking.from(settings, media, nanos, tooLongAt);
    }
}
