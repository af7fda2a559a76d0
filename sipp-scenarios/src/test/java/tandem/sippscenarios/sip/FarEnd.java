package tandem.sippscenarios.sip;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A scripted server on a raw UDP socket: it says exactly what a test tells it to. Confined to the
/// test's thread.
final class FarEnd implements AutoCloseable {

    private final DatagramSocket socket;
    private SocketAddress peer = new InetSocketAddress(0);

    FarEnd() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.setSoTimeout(20_000);
    }

    int port() {
        return socket.getLocalPort();
    }

    /// The next message of that first word, dropping others and keep-alives; fails after 20 s.
    SipMessage await(String firstWord) throws IOException {
        while (true) {
            DatagramPacket datagram = new DatagramPacket(new byte[65_535], 65_535);
            socket.receive(datagram);
            peer = datagram.getSocketAddress();
            Optional<SipMessage> message =
                    SipParser.parse(datagram.getData(), datagram.getLength());
            if (message.isPresent() && message.get().startLine().startsWith(firstWord)) {
                return message.get();
            }
        }
    }

    SipRequest awaitRequest(String method) throws IOException {
        return (SipRequest) await(method + " ");
    }

    void send(SipMessage message) throws IOException {
        send(message.encode());
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    private void send(byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, peer));
    }

    @Override
    public void close() {
        socket.close();
    }
}
