package tandem.sipedge.jain;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import tandem.callcontrol.MediaAddress;
import tandem.sipedge.SipSettings;

/// Which address of ours others are told: the advertised one, the bound one, or, when bound to all,
/// the one by which they are reached. Immutable.
record OwnAddress(SipSettings settings) {

    InetAddress toward(InetAddress other) {
        if (settings.advertisedAddress().isPresent()) {
            return settings.advertisedAddress().get();
        }
        InetAddress bound = settings.bindAddress();
        return bound.isAnyLocalAddress() ? sourceFor(other) : bound;
    }

    /// The media address as it is written in SDP.
    MediaAddress written(MediaAddress local, InetAddress other) {
        if (settings.advertisedAddress().isPresent() || local.address().isAnyLocalAddress()) {
            return new MediaAddress(toward(other), local.port());
        }
        return local;
    }

    /// As in a URI: an IPv6 address in brackets.
    static String host(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        String bare = zone < 0 ? text : text.substring(0, zone);
        return bare.indexOf(':') >= 0 ? "[" + bare + "]" : bare;
    }

    /// What the routing table says; connecting a datagram socket sends nothing.
    private static InetAddress sourceFor(InetAddress other) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(other, 9));
            InetAddress own = socket.getLocalAddress();
            return own.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : own;
        } catch (SocketException | java.io.UncheckedIOException _) {
            return InetAddress.getLoopbackAddress();
        }
    }
}
