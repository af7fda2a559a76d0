package tandem.media;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import tandem.media.loop.DatagramPoller;
import tandem.media.loop.UdpSocket;

/// Hands out pairs of ports, each as long after its last use as the range allows, so that a late
/// packet of a former call meets no new one.
///
/// Thread-safe: a pair belongs to whoever changes its place from 0 to 1.
final class PortPairs {

    private static final int EPHEMERAL_ATTEMPTS = 200;

    private final InetAddress address;
    private final PortRange range;
    private final int trafficClass;
    private final AtomicIntegerArray taken;
    private final AtomicInteger next = new AtomicInteger();

    PortPairs(MediaSettings settings) {
        address = settings.bindAddress();
        range = settings.ports();
        trafficClass = settings.trafficClass();
        taken = new AtomicIntegerArray(range.isEphemeral() ? 0 : range.pairs());
    }

    /// Empty when every pair is in use, by us or by others.
    ///
    /// @throws IOException when the system has no sockets left
    Optional<SocketPair> bind(DatagramPoller poller) throws IOException {
        return range.isEphemeral() ? bindEphemeral(poller) : bindFromRange(poller);
    }

    private Optional<SocketPair> bindFromRange(DatagramPoller poller) throws IOException {
        for (int attempt = 0; attempt < taken.length(); attempt++) {
            int pair = Math.floorMod(next.getAndIncrement(), taken.length());
            if (!taken.compareAndSet(pair, 0, 1)) {
                continue;
            }
            boolean bound = false;
            try {
                Runnable release = () -> taken.set(pair, 0);
                Optional<SocketPair> sockets = bindPair(poller, range.low() + 2 * pair, release);
                bound = sockets.isPresent();
                if (bound) {
                    return sockets;
                }
            } finally {
                if (!bound) {
                    taken.set(pair, 0);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<SocketPair> bindEphemeral(DatagramPoller poller) throws IOException {
        for (int attempt = 0; attempt < EPHEMERAL_ATTEMPTS; attempt++) {
            UdpSocket probe = poller.bind(address, 0, trafficClass);
            int even = probe.port() & ~1;
            probe.close();
            Optional<SocketPair> sockets = bindPair(poller, even, () -> {});
            if (sockets.isPresent()) {
                return sockets;
            }
        }
        return Optional.empty();
    }

    private Optional<SocketPair> bindPair(DatagramPoller poller, int even, Runnable release)
            throws IOException {
        UdpSocket media;
        try {
            media = poller.bind(address, even, trafficClass);
        } catch (BindException e) {
            return Optional.empty();
        }
        try {
            UdpSocket control = poller.bind(address, even + 1, trafficClass);
            return Optional.of(new SocketPair(media, control, release));
        } catch (BindException e) {
            media.close();
            return Optional.empty();
        } catch (IOException e) {
            media.close();
            throw e;
        }
    }
}
