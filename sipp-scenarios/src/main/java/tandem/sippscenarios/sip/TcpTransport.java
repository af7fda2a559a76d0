package tandem.sippscenarios.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// SIP over TCP. Connections go out from the very port that also listens, so that the far end may
/// answer on the connection or open its own to our Contact (RFC 3261 §18).
///
/// Thread-safe because the map of connections is; writes come from the user agent's thread only.
/// One virtual thread per connection reads.
final class TcpTransport implements Transport {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int MOST_CONNECTIONS = 256;

    private final ServerSocketChannel listener;
    private final InetSocketAddress local;
    private final Map<InetSocketAddress, SocketChannel> connections = new ConcurrentHashMap<>();
    private volatile @Nullable Inbox inbox;

    TcpTransport(InetAddress address, int port) throws IOException {
        listener = ServerSocketChannel.open();
        listener.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        listener.bind(new InetSocketAddress(address, port));
        local = (InetSocketAddress) listener.getLocalAddress();
    }

    @Override
    public void start(Inbox newInbox) {
        inbox = newInbox;
        Thread.ofVirtual().name("sip-tcp-accept").start(this::accept);
    }

    private void accept() {
        while (listener.isOpen()) {
            try {
                SocketChannel channel = listener.accept();
                if (connections.size() >= MOST_CONNECTIONS) {
                    channel.close();
                } else {
                    adopt((InetSocketAddress) channel.getRemoteAddress(), channel);
                }
            } catch (IOException _) {
                // Closed, or a connection that was gone before it was taken.
            }
        }
    }

    private void adopt(InetSocketAddress remote, SocketChannel channel) {
        connections.put(remote, channel);
        Thread.ofVirtual().name("sip-tcp").start(() -> read(remote, channel));
    }

    private void read(InetSocketAddress remote, SocketChannel channel) {
        StreamFramer framer = new StreamFramer(channel);
        try (channel) {
            while (true) {
                SipMessage message = framer.next();
                Inbox target = inbox;
                if (target != null) {
                    target.arrived(message, remote);
                }
            }
        } catch (IOException _) {
            // The connection is over; the next request opens another.
        } finally {
            connections.remove(remote, channel);
        }
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public String name() {
        return "TCP";
    }

    @Override
    public void send(SipMessage message, InetSocketAddress to) throws IOException {
        SocketChannel channel = connections.get(to);
        if (channel == null || !channel.isConnected()) {
            channel = connect(to);
            adopt(to, channel);
        }
        ByteBuffer bytes = ByteBuffer.wrap(message.encode());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private SocketChannel connect(InetSocketAddress to) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.bind(local);
            channel.socket().connect(to, CONNECT_MILLIS);
            return channel;
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (SocketChannel channel : connections.values()) {
                channel.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
