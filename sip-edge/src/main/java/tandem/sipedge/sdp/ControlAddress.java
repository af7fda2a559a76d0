package tandem.sipedge.sdp;

import java.net.InetAddress;
import java.util.Optional;
import tandem.callcontrol.MediaAddress;

/// Where the other side wants RTCP (RFC 3605): `a=rtcp:port [IN IP4 address]`, else the next port.
final class ControlAddress {

    private ControlAddress() {}

    static MediaAddress of(MediaDescription line, MediaAddress media) {
        return line.values("rtcp")
                .findFirst()
                .flatMap(value -> read(value, media))
                .orElseGet(() ->
                        new MediaAddress(media.address(), Math.min(media.port() + 1, 65_535)));
    }

    private static Optional<MediaAddress> read(String value, MediaAddress media) {
        String[] words = value.strip().split(" ", -1);
        if (!Grammar.isDigits(words[0]) || words[0].length() > 5) {
            return Optional.empty();
        }
        int port = Integer.parseInt(words[0]);
        if (port < 1 || port > 65_535) {
            return Optional.empty();
        }
        if (words.length == 1) {
            return Optional.of(new MediaAddress(media.address(), port));
        }
        if (words.length != 4 || !words[1].equals("IN") || !Grammar.isWord(words[3])) {
            return Optional.empty();
        }
        Optional<InetAddress> address = new Connection(words[2].equals("IP6"), words[3]).literal();
        return address.filter(there -> !there.isMulticastAddress())
                .map(there -> new MediaAddress(there, port));
    }
}
