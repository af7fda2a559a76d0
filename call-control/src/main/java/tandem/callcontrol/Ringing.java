package tandem.callcontrol;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import tandem.agentloop.ConversationEvent;

/// 180 was sent, the agent prepares.
///
/// @param answerAt nanoseconds
/// @param giveUpAt nanoseconds; when the caller must have acknowledged
record Ringing(CallSettings settings, NegotiatedMedia media, long answerAt, long giveUpAt)
        implements CallState {

    @Override
    public Step on(CallEvent event, long nanos) {
        return switch (event) {
            case CallEvent.AlarmRang _ -> nanos - answerAt < 0 ? Step.to(this) : answer(nanos);
            case CallEvent.Posted(ConversationEvent posted) ->
                    Step.to(this, new CallEffect.Tell(posted));
            case CallEvent.AgentAlarmRang _ -> Step.to(this, new CallEffect.WakeConversation());
            case CallEvent.AgentFinished(String reason) ->
                    Over.refusing(
                            EndCause.Kind.AGENT_HUNG_UP, Refusal.of(480, "agent.finished", reason));
            case CallEvent.Ending ending -> Over.unanswered(settings, ending);
            case CallEvent.Began _,
                    CallEvent.Opening _,
                    CallEvent.Acknowledged _,
                    CallEvent.Reinvited _,
                    CallEvent.FromCaller _,
                    CallEvent.TurnOver _,
                    CallEvent.HumanWanted _ ->
                    Step.to(this);
        };
    }

    @Override
    public OptionalLong alarm() {
        return OptionalLong.of(answerAt);
    }

    /// The leg is connected before 200 leaves: what comes with the ACK is already understood. The
    /// recording starts here, so that its clock and `sinceAnswer` agree.
    private Step answer(long nanos) {
        List<CallEffect> effects = new ArrayList<>();
        if (settings.record()) {
            effects.add(new CallEffect.StartRecording());
        }
        effects.add(new CallEffect.ConnectMedia(media));
        effects.add(new CallEffect.Answer(media));
        return new Step(
                new Answered(
                        settings, media, false, giveUpAt, nanos + settings.maxDuration().toNanos()),
                effects);
    }
}
