package tandem.sipedge.jain;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.Objects;

/// What merged requests have in common (RFC 3261 §8.2.2.2).
record InviteKey(String callId, String remoteTag, long sequence) {

    static InviteKey of(SIPRequest request) {
        return new InviteKey(
                request.getCallId().getCallId(),
                Objects.requireNonNullElse(request.getFromTag(), ""),
                request.getCSeq().getSeqNumber());
    }
}
