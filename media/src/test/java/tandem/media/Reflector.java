package tandem.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import tandem.callcontrol.MediaAddress;

/// Sends every datagram back to where it came from: the far end of any number of legs.
final class Reflector implements AutoCloseable {

    private final DatagramChannel channel;
    volatile long reflected;

    Reflector() throws IOException {
        channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofPlatform().daemon().name("reflector").start(this::run);
    }

    MediaAddress address() throws IOException {
        InetSocketAddress local = (InetSocketAddress) channel.getLocalAddress();
        return new MediaAddress(local.getAddress(), local.getPort());
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void run() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(2_048);
        try {
            while (true) {
                buffer.clear();
                var source = channel.receive(buffer);
                buffer.flip();
                channel.send(buffer, source);
                reflected = reflected + 1;
            }
        } catch (ClosedChannelException e) {
            // Closed by the test.
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
