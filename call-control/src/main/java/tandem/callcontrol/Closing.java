package tandem.callcontrol;

import java.util.Optional;
import java.util.OptionalLong;

/// The conversation is finished; the last packets of its goodbye leave, then BYE follows.
///
/// @param talking everything else goes on as before
/// @param hangUpAt nanoseconds; moves until the last packet has left
/// @param limitAt nanoseconds; no goodbye lasts longer
record Closing(Talking talking, String reason, long hangUpAt, long limitAt) implements CallState {

    static Closing of(Talking talking, String reason, long nanos) {
        long limitAt = nanos + talking.settings().farewellLimit().toNanos();
        return new Closing(talking, reason, limitAt, limitAt).after(Optional.empty(), nanos);
    }

    @Override
    public Step on(CallEvent event, long nanos) {
        return switch (event) {
            case CallEvent.AlarmRang _ -> alarmRang(event, nanos);
            case CallEvent.AgentFinished _ -> Step.to(this);
            case CallEvent.Posted _,
                    CallEvent.AgentAlarmRang _,
                    CallEvent.TurnOver _,
                    CallEvent.HumanWanted _,
                    CallEvent.FromCaller _,
                    CallEvent.Began _,
                    CallEvent.Opening _,
                    CallEvent.Acknowledged _,
                    CallEvent.Reinvited _,
                    CallEvent.Ending _ ->
                    goOn(event, nanos);
        };
    }

    @Override
    public OptionalLong alarm() {
        return OptionalLong.of(Math.min(hangUpAt, talking.tooLongAt()));
    }

    private Step alarmRang(CallEvent event, long nanos) {
        return nanos - hangUpAt >= 0
                ? Over.hangingUp(EndCause.Kind.AGENT_HUNG_UP, reason)
                : goOn(event, nanos);
    }

    private Step goOn(CallEvent event, long nanos) {
        Step step = talking.on(event, nanos);
        return step.next() instanceof Talking next
                ? new Step(
                        new Closing(next, reason, hangUpAt, limitAt)
                                .after(Optional.of(talking), nanos),
                        step.effects())
                : step;
    }

    /// The gap counts from when the last packet left.
    private Closing after(Optional<Talking> before, long nanos) {
        if (talking.playing().isPresent()) {
            return new Closing(talking, reason, limitAt, limitAt);
        }
        boolean fellSilent = before.isEmpty() || before.get().playing().isPresent();
        long gap = talking.settings().farewellGap().toNanos();
        return fellSilent
                ? new Closing(talking, reason, Math.min(nanos + gap, limitAt), limitAt)
                : this;
    }
}
