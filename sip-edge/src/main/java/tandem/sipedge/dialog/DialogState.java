package tandem.sipedge.dialog;

import java.util.OptionalLong;
import tandem.callmodel.CallId;
import tandem.sipedge.sdp.Negotiation;

/// A dialog that began with an INVITE to us:
///
/// ```
/// Offered ──answer──► Answered ──ACK──► Talking ◄──► Reoffered
///    │                   │                 │             │
///    └─ refused, ────────┴──── Leaving ◄───┴─ hang up ───┘
///       cancelled               │ BYE answered
///                     Ended ◄───┘
/// ```
///
/// Times are [tandem.callmodel.time.Time#nanos].
public sealed interface DialogState permits Offered, Answered, Talking, Reoffered, Leaving, Ended {

    Step on(DialogEvent event, long now);

    /// When [DialogEvent.TimePassed] is wanted at the latest.
    OptionalLong wakeAt();

    /// A new call whose INVITE waits; 100 was sent and call control was told.
    static DialogState offered(
            CallId call, Timings timings, Exchange invite, Negotiation.Agreed offer, long now) {
        return new Offered(call, timings, invite, offer, now + timings.setup());
    }
}
