package tandem.sipedge.sdp;

import java.util.List;

/// Writes session descriptions. The records were checked when made, so nothing can go wrong here.
final class SdpWriter {

    private SdpWriter() {}

    static String write(SessionDescription session) {
        StringBuilder out = new StringBuilder(256);
        Origin origin = session.origin();
        line(out, 'v', "0");
        line(
                out,
                'o',
                origin.user()
                        + ' '
                        + origin.sessionId()
                        + ' '
                        + origin.version()
                        + ' '
                        + address(origin.address()));
        line(out, 's', session.name());
        session.connection().ifPresent(connection -> line(out, 'c', address(connection)));
        line(out, 't', "0 0");
        attributes(out, session.attributes());
        for (MediaDescription media : session.media()) {
            String ports = media.portCount() == 1 ? "" : "/" + media.portCount();
            line(
                    out,
                    'm',
                    media.kind()
                            + ' '
                            + media.port()
                            + ports
                            + ' '
                            + media.protocol()
                            + ' '
                            + String.join(" ", media.formats()));
            media.connection().ifPresent(connection -> line(out, 'c', address(connection)));
            attributes(out, media.attributes());
        }
        return out.toString();
    }

    private static void attributes(StringBuilder out, List<Attribute> attributes) {
        for (Attribute attribute : attributes) {
            line(
                    out,
                    'a',
                    attribute.name() + attribute.value().map(value -> ":" + value).orElse(""));
        }
    }

    private static String address(Connection connection) {
        return (connection.ipv6() ? "IN IP6 " : "IN IP4 ") + connection.address();
    }

    private static void line(StringBuilder out, char type, String value) {
        out.append(type).append('=').append(value).append("\r\n");
    }
}
