package tandem.media.linux;

import static tandem.media.linux.Kernel.AF_INET;
import static tandem.media.linux.Kernel.AF_INET6;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import tandem.media.loop.Datagram;
import tandem.media.loop.DatagramReader;
import tandem.media.loop.Endpoint;
import tandem.media.loop.UdpSocket;

/// A UDP socket by its file descriptor. Confined to its poller's loop.
final class KernelSocket implements UdpSocket {

    private final int descriptor;
    private final int family;
    private final int port;
    private final EpollPoller poller;
    private boolean closed;

    /// Set when watched.
    @Nullable DatagramReader reader;

    /// The poller's name for it.
    int key = -1;

    private KernelSocket(int descriptor, int family, int port, EpollPoller poller) {
        this.descriptor = descriptor;
        this.family = family;
        this.port = port;
        this.poller = poller;
    }

    static KernelSocket bind(EpollPoller poller, InetAddress local, int port, int trafficClass)
            throws IOException {
        int family = local instanceof Inet4Address ? AF_INET : AF_INET6;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Kernel.STATE);
            int descriptor =
                    (int)
                            Kernel.SOCKET.invokeExact(
                                    state, family, Kernel.SOCK_DGRAM_NONBLOCK_CLOEXEC, 0);
            if (descriptor < 0) {
                throw new IOException("no socket, error " + Kernel.errno(state));
            }
            int bound = prepare(arena, state, descriptor, family, local, port, trafficClass);
            if (bound < 0) {
                int ignored = (int) Kernel.CLOSE.invokeExact(descriptor);
                String reason = "cannot bind " + local.getHostAddress() + ":" + port;
                throw new BindException(reason + ", error " + -bound);
            }
            return new KernelSocket(descriptor, family, bound, poller);
        } catch (IOException e) {
            throw e;
        } catch (Throwable t) {
            throw Kernel.impossible(t);
        }
    }

    /// The port bound, or the error negated.
    private static int prepare(
            Arena arena,
            MemorySegment state,
            int descriptor,
            int family,
            InetAddress local,
            int port,
            int trafficClass)
            throws Throwable {
        MemorySegment option = arena.allocate(ValueLayout.JAVA_INT);
        int size = (int) option.byteSize();
        int ignored;
        if (family == AF_INET6) {
            ignored =
                    (int)
                            Kernel.SETSOCKOPT.invokeExact(
                                    descriptor, Kernel.SOL_IPV6, Kernel.IPV6_V6ONLY, option, size);
        }
        option.set(ValueLayout.JAVA_INT, 0, trafficClass);
        int level = family == AF_INET ? Kernel.SOL_IP : Kernel.SOL_IPV6;
        int name = family == AF_INET ? Kernel.IP_TOS : Kernel.IPV6_TCLASS;
        ignored = (int) Kernel.SETSOCKOPT.invokeExact(descriptor, level, name, option, size);
        SocketAddressSlot slot = new SocketAddressSlot(arena);
        int length = slot.set(family, Endpoint.of(local, port));
        if ((int) Kernel.BIND.invokeExact(state, descriptor, slot.address, length) != 0) {
            return -Kernel.errno(state);
        }
        slot.expectAny();
        ignored = (int) Kernel.GETSOCKNAME.invokeExact(descriptor, slot.address, slot.length);
        return slot.port();
    }

    int descriptor() {
        return descriptor;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public boolean receive(Datagram into) {
        return !closed && poller.receive(descriptor, into);
    }

    @Override
    public boolean send(byte[] bytes, int length, Endpoint to) {
        if (closed || (family == AF_INET && !to.isVersion4())) {
            return false;
        }
        return poller.send(descriptor, family, bytes, length, to);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        poller.forget(this);
        try {
            int ignored = (int) Kernel.CLOSE.invokeExact(descriptor);
        } catch (Throwable t) {
            throw Kernel.impossible(t);
        }
    }
}
