package tandem.sippscenarios.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;

/// SIP over UDP on one socket. A virtual thread reads until the socket is closed.
final class UdpTransport implements Transport {

    private static final int LARGEST = 65_535;

    private final DatagramChannel channel;

    UdpTransport(InetAddress address, int port) throws IOException {
        channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress(address, port));
    }

    @Override
    public void start(Inbox inbox) {
        Thread.ofVirtual().name("sip-udp").start(() -> read(inbox));
    }

    private void read(Inbox inbox) {
        ByteBuffer buffer = ByteBuffer.allocate(LARGEST);
        while (channel.isOpen()) {
            try {
                buffer.clear();
                InetSocketAddress from = (InetSocketAddress) channel.receive(buffer);
                SipParser.parse(buffer.array(), buffer.position())
                        .ifPresent(message -> inbox.arrived(message, from));
            } catch (ClosedChannelException _) {
                return;
            } catch (IOException _) {
                // An ICMP error of an earlier datagram: the timers find out.
            }
        }
    }

    @Override
    public InetSocketAddress local() {
        try {
            return (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    @Override
    public String name() {
        return "UDP";
    }

    @Override
    public void send(SipMessage message, InetSocketAddress to) throws IOException {
        channel.send(ByteBuffer.wrap(message.encode()), to);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
