package tandem.sipedge.jain;

import gov.nist.javax.sip.address.AddressImpl;
import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.header.ExtensionHeaderImpl;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Locale;
import tandem.callcontrol.Refusal;
import tandem.sipedge.dialog.InfoBody;
import tandem.sipedge.sdp.SessionDescription;

/// Writes our responses and the headers that our requests share with them. Immutable.
///
/// @param product as in `Tandem/1.0`
record Responses(String product, Duration retryAfter, SipMeters meters) {

    static final String ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO";

    /// A response with our tag and name. A tag that the request brought stays.
    SIPResponse of(SIPRequest request, int status, String localTag) {
        SIPResponse response = request.createResponse(status);
        if (status > 100 && response.getTo().getTag() == null) {
            try {
                response.getTo().setTag(localTag);
            } catch (ParseException e) {
                throw new IllegalStateException("our tags are hexadecimal", e);
            }
        }
        header(response, "Server", product);
        return response;
    }

    /// A response that says why, by `Reason`, and what would do instead.
    ///
    /// @param warning code of the `Warning` header; 0: none
    SIPResponse of(SIPRequest request, Refusal refusal, int warning, String localTag) {
        SIPResponse response = of(request, refusal.sipCode(), localTag);
        header(response, "Reason", Reasons.of(refusal, meters));
        switch (refusal.sipCode()) {
            case 405 -> header(response, "Allow", ALLOW);
            case 415 -> header(response, "Accept", accepted(request));
            case 420 ->
                    Requests.required(request)
                            .ifPresent(tags -> header(response, "Unsupported", tags));
            case 503 -> header(response, "Retry-After", seconds(refusal));
            default -> refusal.retryAfter().ifPresent(_ -> retry(response, refusal));
        }
        if (warning != 0) {
            HeaderText.of(refusal.sentence())
                    .ifPresent(text ->
                            header(
                                    response,
                                    "Warning",
                                    warning + " " + agent() + " " + text.quoted()));
        }
        return response;
    }

    /// What we can do, as OPTIONS asks (RFC 3261 §11.2).
    void capabilities(SIPResponse response) {
        header(response, "Allow", ALLOW);
        header(response, "Accept", SessionDescription.MEDIA_TYPE + ", " + InfoBody.ACCEPTED);
        header(response, "Accept-Encoding", "identity");
        header(response, "Supported", "");
    }

    /// Where requests within the dialog reach us, by the transport of the INVITE.
    void contact(SIPMessage message, InetAddress own, int port, String transport) {
        try {
            SipUri uri = new SipUri();
            uri.setHost(OwnAddress.host(own));
            uri.setPort(port);
            if (!transport.equals("udp")) {
                uri.setTransportParam(transport);
            }
            AddressImpl address = new AddressImpl();
            address.setURI(uri);
            Contact contact = new Contact();
            contact.setAddress(address);
            message.setHeader(contact);
        } catch (ParseException e) {
            throw new IllegalStateException("our address is a host and a port", e);
        }
    }

    void body(SIPResponse response, SessionDescription session) {
        response.setHeader(new ContentType("application", "sdp"));
        response.setMessageContent(session.write().getBytes(StandardCharsets.UTF_8));
    }

    /// Values are made of [HeaderText], settings checked at start, and constants.
    void header(SIPMessage message, String name, String value) {
        ExtensionHeaderImpl header = new ExtensionHeaderImpl(name);
        header.setValue(value);
        message.setHeader(header);
    }

    private void retry(SIPResponse response, Refusal refusal) {
        header(response, "Retry-After", seconds(refusal));
    }

    private String seconds(Refusal refusal) {
        return Long.toString(Math.max(1, refusal.retryAfter().orElse(retryAfter).toSeconds()));
    }

    private static String accepted(SIPRequest request) {
        return request.getMethod().equals("INFO")
                ? InfoBody.ACCEPTED
                : SessionDescription.MEDIA_TYPE;
    }

    /// A pseudonym for the warn-agent (RFC 3261 §20.43).
    private String agent() {
        int slash = product.indexOf('/');
        return (slash < 0 ? product : product.substring(0, slash)).toLowerCase(Locale.ROOT);
    }
}
