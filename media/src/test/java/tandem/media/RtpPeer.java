package tandem.media;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import tandem.callcontrol.MediaAddress;

/// The other end of a leg: a plain socket, a thread that keeps what it receives, and a sender of
/// whatever a test wants. Sends when told; a test that needs a clock sends one packet per packet
/// received.
final class RtpPeer implements AutoCloseable {

    /// One received packet.
    record Heard(
            long nanos,
            boolean marker,
            int type,
            int sequence,
            int timestamp,
            int ssrc,
            byte[] payload) {}

    private final DatagramSocket socket;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile Consumer<Heard> listener = packet -> {};
    private volatile boolean keeping = true;
    volatile long count;
    int sequence = 65_500;
    int timestamp = -3_000;
    int ssrc = 0x1234;
    int type = 0;

    RtpPeer() throws IOException {
        this(InetAddress.getLoopbackAddress());
    }

    RtpPeer(InetAddress address) throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(address, 0));
        socket.setReceiveBufferSize(1 << 20);
        thread = Thread.ofPlatform().daemon().name("rtp-peer").start(this::receive);
    }

    MediaAddress address() {
        return new MediaAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    void onHeard(Consumer<Heard> listener) {
        this.listener = listener;
    }

    void keepNothing() {
        keeping = false;
    }

    List<Heard> heard() {
        return heard;
    }

    /// The next packet of the stream.
    void send(MediaAddress to, byte[] payload) {
        raw(to, rtp(type, sequence, timestamp, ssrc, false, payload));
        skip(payload.length);
    }

    /// As if a packet had been sent and lost.
    void skip(int samples) {
        sequence = sequence + 1 & 0xFFFF;
        timestamp += samples;
    }

    /// Any bytes.
    void raw(MediaAddress to, byte[] datagram) {
        try {
            socket.send(
                    new DatagramPacket(
                            datagram,
                            datagram.length,
                            new InetSocketAddress(to.address(), to.port())));
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new IllegalStateException(e);
            }
        }
    }

    static byte[] rtp(
            int type, int sequence, int timestamp, int ssrc, boolean marker, byte[] payload) {
        ByteBuffer packet = ByteBuffer.allocate(12 + payload.length);
        packet.put((byte) 0x80).put((byte) (type | (marker ? 0x80 : 0)));
        packet.putShort((short) sequence).putInt(timestamp).putInt(ssrc).put(payload);
        return packet.array();
    }

    private void receive() {
        byte[] buffer = new byte[2_048];
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        while (!socket.isClosed()) {
            try {
                packet.setLength(buffer.length);
                socket.receive(packet);
            } catch (IOException e) {
                return;
            }
            ByteBuffer in = ByteBuffer.wrap(buffer, 0, packet.getLength());
            if (packet.getLength() < 12) {
                continue;
            }
            int second = in.get(1) & 0xFF;
            Heard one =
                    new Heard(
                            System.nanoTime(),
                            (second & 0x80) != 0,
                            second & 0x7F,
                            in.getShort(2) & 0xFFFF,
                            in.getInt(4),
                            in.getInt(8),
                            Arrays.copyOfRange(buffer, 12, packet.getLength()));
            if (keeping) {
                heard.add(one);
            }
            count++;
            listener.accept(one);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
