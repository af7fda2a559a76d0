package tandem.media.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import tandem.media.loop.Datagram;
import tandem.media.loop.Endpoint;

/// Off-heap room for one `sockaddr_in` or `sockaddr_in6` and its length. Confined to its owner.
final class SocketAddressSlot {

    private static final int IN_BYTES = 16;
    private static final int IN6_BYTES = 28;
    private static final ValueLayout.OfShort NET_SHORT = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt NET_INT =
            JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong NET_LONG =
            JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    final MemorySegment address;
    final MemorySegment length;

    SocketAddressSlot(Arena arena) {
        address = arena.allocate(IN6_BYTES, 8);
        length = arena.allocate(JAVA_INT);
        expectAny();
    }

    /// Lets the kernel fill in any address.
    void expectAny() {
        length.set(JAVA_INT, 0, IN6_BYTES);
    }

    /// @param family of the socket: an IPv6 socket takes IPv4 addresses mapped
    /// @return the length to tell the kernel
    int set(int family, Endpoint endpoint) {
        address.set(JAVA_SHORT, 0, (short) family);
        address.set(NET_SHORT, 2, (short) endpoint.port());
        if (family == Kernel.AF_INET) {
            address.set(NET_INT, 4, (int) endpoint.low());
            address.set(NET_LONG, 8, 0);
            return IN_BYTES;
        }
        address.set(JAVA_INT, 4, 0);
        if (endpoint.address().isAnyLocalAddress()) {
            address.set(NET_LONG, 8, 0);
            address.set(NET_LONG, 16, 0);
        } else {
            address.set(NET_LONG, 8, endpoint.high());
            address.set(NET_LONG, 16, endpoint.low());
        }
        address.set(JAVA_INT, 24, 0);
        return IN6_BYTES;
    }

    int port() {
        return address.get(NET_SHORT, 2) & 0xFFFF;
    }

    /// Tells `datagram` the source that the kernel wrote here.
    void copyTo(Datagram datagram) {
        if (address.get(JAVA_SHORT, 0) == Kernel.AF_INET) {
            datagram.from(0, Endpoint.mapped(address.get(NET_INT, 4)), port());
        } else {
            datagram.from(address.get(NET_LONG, 8), address.get(NET_LONG, 16), port());
        }
    }
}
