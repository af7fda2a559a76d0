package tandem.sipedge.jain;

import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.message.SIPRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.sip.address.Address;
import javax.sip.address.TelURL;
import javax.sip.address.URI;
import javax.sip.header.ContentTypeHeader;
import org.jspecify.annotations.Nullable;
import tandem.callcontrol.Refusal;
import tandem.callmodel.PartyAddress;
import tandem.sipedge.dialog.InfoBody;
import tandem.sipedge.sdp.AnswerRules;
import tandem.sipedge.sdp.Negotiation;
import tandem.sipedge.sdp.SdpException;
import tandem.sipedge.sdp.SessionDescription;

/// What requests say, in our terms. Pure.
final class Requests {

    private static final int WARN_MISCELLANEOUS = 399;

    private Requests() {}

    static PartyAddress caller(SIPRequest invite) {
        Address from = invite.getFrom().getAddress();
        return party(from.getURI(), from.getDisplayName());
    }

    /// Whom the INVITE reached by its Request-URI, which may be another than it was first meant
    /// for.
    static PartyAddress called(SIPRequest invite) {
        return party(invite.getRequestURI(), invite.getTo().getAddress().getDisplayName());
    }

    private static PartyAddress party(URI address, @Nullable String displayName) {
        String name = Objects.requireNonNullElse(displayName, "");
        return switch (address) {
            case SipUri uri ->
                    new PartyAddress(
                            Objects.requireNonNullElse(uri.getUser(), ""), uri.getHost(), name);
            case TelURL tel ->
                    new PartyAddress((tel.isGlobal() ? "+" : "") + tel.getPhoneNumber(), "", name);
            default -> new PartyAddress("", address.getScheme(), name);
        };
    }

    static boolean isServed(URI target) {
        return target instanceof SipUri || target instanceof TelURL;
    }

    /// The offer of an INVITE, decided on.
    static Negotiation offer(SIPRequest invite, AnswerRules rules) {
        byte[] body = invite.getRawContent();
        if (body == null || body.length == 0) {
            return refused(
                    488,
                    "sdp.delayed-offer",
                    "An INVITE must hold the offer: offers of ours are not made yet.");
        }
        if (!contentType(invite).equals(SessionDescription.MEDIA_TYPE)) {
            return refused(415, "sdp.content-type", "Only application/sdp is taken in an INVITE.");
        }
        if (invite.getHeader("Content-Encoding") != null) {
            return refused(415, "sdp.content-encoding", "Encoded bodies are not taken.");
        }
        try {
            return rules.negotiate(
                    SessionDescription.parse(new String(body, StandardCharsets.UTF_8)));
        } catch (SdpException e) {
            return refused(488, "sdp.malformed", "The offer is malformed: " + e.getMessage() + ".");
        }
    }

    static InfoBody info(SIPRequest info) {
        byte[] body = info.getRawContent();
        return InfoBody.read(
                contentType(info),
                body == null ? "" : new String(body, StandardCharsets.ISO_8859_1));
    }

    /// The first option tag of `Require`, all of which we lack; `Unsupported` lists them all.
    static Optional<String> required(SIPRequest request) {
        StringBuilder tags = new StringBuilder();
        request.getHeaders("Require")
                .forEachRemaining(header -> {
                    if (header instanceof javax.sip.header.RequireHeader require) {
                        HeaderText.token(require.getOptionTag())
                                .ifPresent(tag ->
                                        tags.append(tags.isEmpty() ? "" : ", ").append(tag.text()));
                    }
                });
        return tags.isEmpty() ? Optional.empty() : Optional.of(tags.toString());
    }

    private static String contentType(SIPRequest request) {
        ContentTypeHeader type = request.getContentTypeHeader();
        return type == null
                ? ""
                : (type.getContentType() + "/" + type.getContentSubType()).toLowerCase(Locale.ROOT);
    }

    private static Negotiation refused(int status, String rule, String sentence) {
        return new Negotiation.Unacceptable(
                Refusal.of(status, rule, sentence), status == 488 ? WARN_MISCELLANEOUS : 0);
    }
}
