package tandem.sippscenarios.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// The dialog state of RFC 3261 §12 for the side that called: builds every request of the call.
///
/// Confined to the user agent's thread.
final class Dialog {

    private static final String CONTACT_USER = "caller";

    private final Identity identity;
    private final RandomGenerator random;

    private String to;
    private String remoteTarget;
    private List<String> routes = List.of();
    private int sequence = 1;
    private int inviteSequence = 1;
    private int remoteSequence = -1;

    Dialog(Identity identity, RandomGenerator random) {
        this.identity = identity;
        this.random = random;
        this.to = "<" + identity.target().plain() + ">";
        this.remoteTarget = identity.target().toString();
    }

    String contact() {
        return identity.contact(CONTACT_USER);
    }

    String callId() {
        return identity.callId();
    }

    SipRequest invite(byte[] sdp) {
        inviteSequence = sequence;
        SipHeaders headers =
                headers("INVITE", inviteSequence)
                        .with("Contact", contact())
                        .with("Allow", FarEndRequests.ALLOW)
                        .with("Supported", "")
                        .with("User-Agent", "Tandem-Caller")
                        .with("Content-Type", "application/sdp");
        return new SipRequest("INVITE", identity.target().toString(), headers, sdp);
    }

    /// Takes the far end's tag, contact and route set from a 2xx (RFC 3261 §12.1.2).
    void establish(SipResponse success) {
        to = success.headers().first("To").orElse(to);
        retarget(success);
        List<String> reversed = new ArrayList<>(success.headers().items("Record-Route"));
        routes = List.copyOf(reversed.reversed());
    }

    /// A target refresh: later requests go to the new contact.
    void retarget(SipMessage message) {
        message.headers().items("Contact").stream()
                .findFirst()
                .map(NameAddress::uri)
                .ifPresent(uri -> remoteTarget = uri);
    }

    /// The ACK of a 2xx: a request of its own with the INVITE's number (RFC 3261 §13.2.2.4).
    SipRequest ack() {
        return inDialog("ACK", inviteSequence);
    }

    SipRequest next(String method) {
        sequence++;
        return inDialog(method, sequence);
    }

    /// True when a request's number is newer than every one before (RFC 3261 §12.2.2).
    boolean accepts(SipRequest request) {
        if (request.sequence() <= remoteSequence) {
            return false;
        }
        remoteSequence = request.sequence();
        return true;
    }

    /// Where the next in-dialog request goes: the first route, else the contact.
    String nextHop() {
        return routes.isEmpty() ? remoteTarget : NameAddress.uri(routes.getFirst());
    }

    private SipRequest inDialog(String method, int number) {
        SipHeaders headers = headers(method, number);
        for (String route : routes) {
            headers = headers.with("Route", route);
        }
        return new SipRequest(method, remoteTarget, headers, new byte[0]);
    }

    private SipHeaders headers(String method, int number) {
        String branch = "z9hG4bK" + Long.toHexString(random.nextLong());
        String via = "SIP/2.0/" + identity.transport() + " " + identity.sentBy();
        return SipHeaders.NONE
                .with("Via", via + ";branch=" + branch + ";rport")
                .with("Max-Forwards", "70")
                .with("From", "<" + identity.from() + ">;tag=" + identity.tag())
                .with("To", to)
                .with("Call-ID", identity.callId())
                .with("CSeq", number + " " + method);
    }
}
