package tandem.callcontrol;

import java.net.InetAddress;

/// Where RTP is sent or received. Always a literal address: names of strangers are not resolved.
public record MediaAddress(InetAddress address, int port) {

    public MediaAddress {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port out of 0-65535: " + port);
        }
    }

    @Override
    public String toString() {
        return address.getHostAddress() + ":" + port;
    }
}
