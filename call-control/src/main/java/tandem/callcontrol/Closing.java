package tandem.callcontrol;

import java.time.Duration;
import java.util.OptionalLong;

/// The conversation is finished; the last packets of its goodbye leave, then BYE follows.
///
/// @param talking everything else goes on as before
/// @param saidAt nanoseconds; when the conversation finished
record Closing(Talking talking, String reason, long saidAt) implements CallState {

    /// Audio that was handed over just before starts within two packets.
    private static final long TWO_PACKETS_NANOS = Duration.ofMillis(40).toNanos();

    @Override
    public Step on(CallEvent event, long nanos) {
        return switch (event) {
            case CallEvent.AlarmRang _ ->
                    nanos - hangUpAt() >= 0
                            ? Over.hangingUp(EndCause.Kind.AGENT_HUNG_UP, reason)
                            : goOn(event, nanos);
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
        return OptionalLong.of(Math.min(hangUpAt(), talking.tooLongAt()));
    }

    private Step goOn(CallEvent event, long nanos) {
        Step step = talking.on(event, nanos);
        return step.next() instanceof Talking next
                ? new Step(new Closing(next, reason, saidAt), step.effects())
                : step;
    }

    /// The gap counts from the last packet; while one is still to come, the limit holds.
    private long hangUpAt() {
        long limit = saidAt + talking.settings().farewellLimit().toNanos();
        if (talking.playing().isPresent()) {
            return limit;
        }
        long afterGap = talking.silentSince() + talking.settings().farewellGap().toNanos();
        return Math.min(limit, Math.max(afterGap, saidAt + TWO_PACKETS_NANOS));
    }
}
