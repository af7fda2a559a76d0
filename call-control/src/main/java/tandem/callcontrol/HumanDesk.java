package tandem.callcontrol;

import tandem.callmodel.CallId;
import tandem.callmodel.PartyAddress;

/// Where humans are found. Thread-safe.
public interface HumanDesk {

    /// Asks for a human for this caller; returns without waiting.
    Outcome ask(CallId call, PartyAddress caller, String reason);

    sealed interface Outcome {

        /// Nobody can take the call now; a call-back was noted under `reference`.
        record CallBackNoted(String reference) implements Outcome {}

        /// Nobody can take the call and nothing could be noted; `reason` says why.
        record Unavailable(String reason) implements Outcome {}
    }
}
