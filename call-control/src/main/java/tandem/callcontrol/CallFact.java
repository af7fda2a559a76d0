package tandem.callcontrol;

import java.time.Duration;
import java.time.Instant;
import tandem.agentloop.ConversationFact;
import tandem.callmodel.CallId;
import tandem.callmodel.PartyAddress;

/// Something that happened on a call, for the journal, the console and the metrics. Immutable.
public sealed interface CallFact {

    CallId call();

    Instant at();

    record Arrived(
            CallId call,
            Instant at,
            PartyAddress from,
            PartyAddress to,
            String source,
            String sipCallId)
            implements CallFact {}

    record Refused(CallId call, Instant at, Refusal refusal) implements CallFact {}

    /// @param setup from INVITE to 200
    record Answered(CallId call, Instant at, NegotiatedMedia media, Duration setup)
            implements CallFact {}

    record Held(CallId call, Instant at, boolean held) implements CallFact {}

    record Keyed(CallId call, Instant at, String how) implements CallFact {}

    /// `sinceAnswer` places it in the recording.
    record Conversed(CallId call, Instant at, Duration sinceAnswer, ConversationFact fact)
            implements CallFact {}

    record Ended(CallId call, Instant at, EndCause cause, Duration length, LegQuality quality)
            implements CallFact {}

    record Recorded(CallId call, Instant at, Recorder.Outcome recording) implements CallFact {}
}
