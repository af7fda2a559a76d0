package tandem.sipedge.jain;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.Objects;

/// Names a dialog by the three values of RFC 3261 §12, seen from us. The far end's tag is empty for
/// a caller of RFC 2543.
record DialogKey(String callId, String localTag, String remoteTag) {

    /// The dialog that a request within it means.
    static DialogKey of(SIPRequest request) {
        return new DialogKey(
                request.getCallId().getCallId(),
                Objects.requireNonNullElse(request.getToTag(), ""),
                Objects.requireNonNullElse(request.getFromTag(), ""));
    }
}
