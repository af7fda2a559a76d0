package tandem.media.nio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import tandem.media.loop.Datagram;
import tandem.media.loop.DatagramPoller;
import tandem.media.loop.DatagramReader;
import tandem.media.loop.UdpSocket;

/// Waits by a `Selector`, whose timeouts are milliseconds: the rest of a wait is parked.
///
/// Confined to its loop, but for [#bind] and [#wake].
public final class NioPoller implements DatagramPoller {

    private static final long MILLI = 1_000_000;

    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(Datagram.CAPACITY + 1);
    private final Consumer<SelectionKey> dispatch = NioPoller::dispatch;

    public NioPoller() throws IOException {
        selector = Selector.open();
    }

    @Override
    public String name() {
        return "nio";
    }

    @Override
    public UdpSocket bind(InetAddress local, int port, int trafficClass) throws IOException {
        StandardProtocolFamily family =
                local instanceof Inet4Address
                        ? StandardProtocolFamily.INET
                        : StandardProtocolFamily.INET6;
        DatagramChannel channel = DatagramChannel.open(family);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.IP_TOS, trafficClass);
            channel.bind(new InetSocketAddress(local, port));
            return new NioSocket(channel, selector, buffer);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void watch(UdpSocket socket, DatagramReader reader) {
        try {
            NioSocket nioSocket = (NioSocket) socket;
            nioSocket
                    .channel()
                    .register(
                            selector,
                            SelectionKey.OP_READ,
                            (Runnable) () -> reader.readable(nioSocket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void poll(long nanos) {
        try {
            if (nanos < 0) {
                selector.select(dispatch);
            } else if (nanos >= MILLI) {
                selector.select(dispatch, nanos / MILLI);
            } else {
                gather(nanos);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void gather(long nanos) {
        if (nanos > 0) {
            LockSupport.parkNanos(nanos);
        }
        try {
            selector.selectNow(dispatch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void wake() {
        selector.wakeup();
    }

    @Override
    public String preferThisThread() {
        return "normal";
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void dispatch(SelectionKey key) {
        if (key.isValid() && key.attachment() instanceof Runnable read) {
            read.run();
        }
    }
}
