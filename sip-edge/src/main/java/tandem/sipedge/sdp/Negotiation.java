package tandem.sipedge.sdp;

import tandem.callcontrol.NegotiatedMedia;
import tandem.callcontrol.Refusal;

/// What came of looking at an offer.
public sealed interface Negotiation {

    /// We can take it; the answer is written once our address is known.
    record Agreed(NegotiatedMedia media, AnswerPlan plan) implements Negotiation {}

    /// We can't.
    ///
    /// @param refusal 488 and why
    /// @param warning code of the `Warning` header (RFC 3261 §20.43)
    record Unacceptable(Refusal refusal, int warning) implements Negotiation {}
}
