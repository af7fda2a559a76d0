package tandem.sipedge.sdp;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An `m=` line and what belongs to it (RFC 8866 §5.14).
///
/// @param kind as in `audio`
/// @param port 0: not wanted
/// @param portCount 1 unless written as `port/count`
/// @param protocol as in `RTP/AVP`
/// @param formats as written: payload types for RTP
/// @param connection of its own, overriding the session's
public record MediaDescription(
        String kind,
        int port,
        int portCount,
        String protocol,
        List<String> formats,
        Optional<Connection> connection,
        List<Attribute> attributes) {

    public MediaDescription {
        formats = List.copyOf(formats);
        attributes = List.copyOf(attributes);
        Grammar.require(Grammar.isToken(kind), "the media kind is a token");
        Grammar.require(port >= 0 && port <= 65_535, "a port lies in 0-65535");
        Grammar.require(portCount >= 1 && portCount <= 65_535, "a port count lies in 1-65535");
        for (String part : protocol.split("/", -1)) {
            Grammar.require(Grammar.isToken(part), "a protocol is tokens with '/' between");
        }
        Grammar.require(!formats.isEmpty(), "media have at least one format");
        for (String format : formats) {
            Grammar.require(Grammar.isToken(format), "a format is a token");
        }
    }

    /// The same media, refused (RFC 3264 §6).
    public MediaDescription refused() {
        return new MediaDescription(kind, 0, 1, protocol, formats, Optional.empty(), List.of());
    }

    /// The values of all attributes of this name, in order.
    public Stream<String> values(String name) {
        return attributes.stream()
                .filter(attribute -> attribute.name().equals(name))
                .flatMap(attribute -> attribute.value().stream());
    }
}
