package tandem.media.nio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;
import tandem.media.loop.Datagram;
import tandem.media.loop.Endpoint;
import tandem.media.loop.UdpSocket;

/// A UDP socket of the JDK. Confined to its poller's loop.
///
/// The channel hands out the same address object while the sender stays the same, so that its bytes
/// are taken apart once and not per packet.
final class NioSocket implements UdpSocket {

    private final DatagramChannel channel;
    private final Selector selector;
    private final ByteBuffer buffer;
    private final int port;
    private @Nullable InetSocketAddress lastAddress;
    private @Nullable Endpoint lastSource;

    /// @param selector the poller's, as is the buffer
    NioSocket(DatagramChannel channel, Selector selector, ByteBuffer buffer) throws IOException {
        this.channel = channel;
        this.selector = selector;
        this.buffer = buffer;
        port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    DatagramChannel channel() {
        return channel;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the same object is what saves the work
    public boolean receive(Datagram into) {
        buffer.clear();
        InetSocketAddress address;
        try {
            address = (InetSocketAddress) channel.receive(buffer);
        } catch (IOException e) {
            return false;
        }
        if (address == null) {
            return false;
        }
        Endpoint source = lastSource;
        if (source == null || address != lastAddress) {
            source = Endpoint.of(address.getAddress(), address.getPort());
            lastSource = source;
            lastAddress = address;
        }
        buffer.flip();
        into.received(buffer.remaining());
        into.from(source.high(), source.low(), source.port());
        buffer.get(into.bytes(), 0, Math.min(buffer.remaining(), Datagram.CAPACITY));
        return true;
    }

    @Override
    public boolean send(byte[] bytes, int length, Endpoint to) {
        buffer.clear().put(bytes, 0, length).flip();
        try {
            return channel.send(buffer, to.socketAddress()) == length;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public void close() {
        boolean watched = channel.isRegistered();
        try {
            channel.close();
            if (watched) {
                // A watched channel keeps its port until the selector has let go of it.
                selector.selectNow(key -> {});
            }
        } catch (IOException e) {
            // The descriptor is gone either way.
            lastAddress = null;
        }
    }
}
