package tandem.callcontrol;

import java.util.OptionalLong;

/// The call is over. However a call ends, it comes here, and from here its owner closes everything:
/// there is no other way out.
record Over(EndCause cause) implements CallState {

    @Override
    public Step on(CallEvent event, long nanos) {
        return Step.to(this);
    }

    @Override
    public OptionalLong alarm() {
        return OptionalLong.empty();
    }

    /// We end an answered call.
    static Step hangingUp(EndCause.Kind kind, String sentence) {
        EndCause cause = EndCause.of(kind, sentence);
        return Step.to(new Over(cause), new CallEffect.HangUp(cause));
    }

    /// We refuse a call that was admitted.
    static Step refusing(EndCause.Kind kind, Refusal refusal) {
        return Step.to(
                new Over(EndCause.of(kind, refusal.sentence())), new CallEffect.Refuse(refusal));
    }

    /// Before 200 was sent.
    static Step unanswered(CallSettings settings, CallEvent.Ending ending) {
        return switch (ending) {
            case CallEvent.RemoteCancelled _ -> cancelled();
            case CallEvent.RemoteHungUp hungUp -> Step.to(new Over(hungUp.cause()));
            case CallEvent.Overflowed _ ->
                    refusing(
                            EndCause.Kind.OVERLOADED,
                            Refusal.later(
                                    "calls.mailbox-capacity",
                                    "More events waited for this call than it may have.",
                                    settings.retryAfter()));
            case CallEvent.ShutDown _ ->
                    refusing(
                            EndCause.Kind.SHUTDOWN,
                            Refusal.later(
                                    "calls.draining",
                                    "The server is stopping.",
                                    settings.retryAfter()));
            case CallEvent.Faulted _ ->
                    refusing(
                            EndCause.Kind.FAULT,
                            Refusal.of(
                                    500, "calls.fault", "A defect ended the call; see the log."));
        };
    }

    /// After 200 was sent.
    static Step answered(CallEvent.Ending ending) {
        return switch (ending) {
            // CANCEL and our 200 crossed inside the stack: 487 won.
            case CallEvent.RemoteCancelled _ -> cancelled();
            case CallEvent.RemoteHungUp(EndCause cause) ->
                    cause.kind() == EndCause.Kind.NOT_ACKNOWLEDGED
                            ? hangingUp(cause.kind(), cause.sentence())
                            : Step.to(new Over(cause));
            case CallEvent.Overflowed _ ->
                    hangingUp(
                            EndCause.Kind.OVERLOADED,
                            "More events waited for this call than it may have.");
            case CallEvent.ShutDown _ ->
                    hangingUp(
                            EndCause.Kind.SHUTDOWN,
                            "The server stopped and the grace time was over.");
            case CallEvent.Faulted _ ->
                    hangingUp(EndCause.Kind.FAULT, "A defect ended the call; see the log.");
        };
    }

    private static Step cancelled() {
        return Step.to(
                new Over(
                        EndCause.of(
                                EndCause.Kind.REMOTE_CANCELLED,
                                "The caller gave up before the answer.")));
    }
}
