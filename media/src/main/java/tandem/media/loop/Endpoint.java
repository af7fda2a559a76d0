package tandem.media.loop;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/// An IP address and port in the shapes that both the kernel and the JDK want, made once and
/// compared by number. Immutable.
///
/// @param high the first eight bytes of the address as IPv6 (IPv4: mapped, RFC 4291 §2.5.5.2)
/// @param low the last eight bytes
public record Endpoint(InetSocketAddress socketAddress, long high, long low) {

    private static final long MAPPED_PREFIX = 0x0000_FFFFL << 32;

    public static Endpoint of(InetAddress address, int port) {
        InetSocketAddress socketAddress = new InetSocketAddress(address, port);
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        if (address instanceof Inet4Address) {
            return new Endpoint(socketAddress, 0, mapped(bytes.getInt()));
        }
        return new Endpoint(socketAddress, bytes.getLong(), bytes.getLong());
    }

    /// The source of a datagram.
    public static Endpoint sourceOf(Datagram datagram) {
        ByteBuffer bytes = ByteBuffer.allocate(16);
        bytes.putLong(datagram.sourceHigh()).putLong(datagram.sourceLow());
        try {
            return of(InetAddress.getByAddress(bytes.array()), datagram.sourcePort());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("sixteen bytes are an address", e);
        }
    }

    public static long mapped(int address) {
        return MAPPED_PREFIX | (address & 0xFFFF_FFFFL);
    }

    /// Whether an address cannot be reached from outside its own network: private by RFC 1918, RFC
    /// 4193 or RFC 6598, link-local, loopback or unspecified.
    public static boolean isPrivate(long high, long low) {
        if (high == 0 && low >>> 32 == 0xFFFF) {
            int first = (int) (low >>> 24) & 0xFF;
            int second = (int) (low >>> 16) & 0xFF;
            return switch (first) {
                case 0, 10, 127 -> true;
                case 100 -> (second & 0xC0) == 64;
                case 169 -> second == 254;
                case 172 -> (second & 0xF0) == 16;
                case 192 -> second == 168;
                default -> false;
            };
        }
        boolean loopbackOrUnspecified = high == 0 && low >>> 1 == 0;
        boolean uniqueLocal = high >>> 57 == 0x7E;
        boolean linkLocal = high >>> 54 == 0x3FA;
        return loopbackOrUnspecified || uniqueLocal || linkLocal;
    }

    public int port() {
        return socketAddress.getPort();
    }

    public InetAddress address() {
        return socketAddress.getAddress();
    }

    public boolean isVersion4() {
        return high == 0 && low >>> 32 == 0xFFFF;
    }

    /// True when something can be sent there.
    public boolean isReachable() {
        return port() != 0 && !address().isAnyLocalAddress();
    }

    public boolean sent(Datagram datagram) {
        return datagram.sourcePort() == port() && sameAddressAs(datagram);
    }

    public boolean sameAddressAs(Datagram datagram) {
        return datagram.sourceLow() == low && datagram.sourceHigh() == high;
    }
}
