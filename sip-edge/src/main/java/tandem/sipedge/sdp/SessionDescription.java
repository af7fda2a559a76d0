package tandem.sipedge.sdp;

import java.util.List;
import java.util.Optional;

/// A session description (RFC 8866), reduced to what offer and answer go by: session information,
/// URI, e-mail, phone, bandwidth, timing and keys are checked when read, then forgotten.
public record SessionDescription(
        Origin origin,
        String name,
        Optional<Connection> connection,
        List<Attribute> attributes,
        List<MediaDescription> media) {

    /// As in a `Content-Type` header.
    public static final String MEDIA_TYPE = "application/sdp";

    public SessionDescription {
        attributes = List.copyOf(attributes);
        media = List.copyOf(media);
        Grammar.require(Grammar.isText(name), "the session name is one line");
    }

    /// Reads strictly: order, mandatory lines and forms as RFC 8866 §9 has them; a bare LF ends a
    /// line as well as CRLF.
    public static SessionDescription parse(String text) throws SdpException {
        return new SdpParser(text).session();
    }

    /// As it goes over the wire, lines ended by CRLF.
    public String write() {
        return SdpWriter.write(this);
    }
}
