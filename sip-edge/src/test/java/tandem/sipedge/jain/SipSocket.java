package tandem.sipedge.jain;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// A socket that a test speaks SIP over, UDP or TCP. Confined to the test's thread.
interface SipSocket extends AutoCloseable {

    String transport();

    int port();

    void send(String message) throws IOException;

    /// The next message, keep-alives passed over; empty when none comes in time.
    Optional<TextMessage> receive(Duration most) throws IOException;

    @Override
    void close() throws IOException;

    static SipSocket udp(int serverPort) throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        InetSocketAddress server =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
        return new SipSocket() {
            @Override
            public String transport() {
                return "UDP";
            }

            @Override
            public int port() {
                return socket.getLocalPort();
            }

            @Override
            public void send(String message) throws IOException {
                byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
                socket.send(new DatagramPacket(bytes, bytes.length, server));
            }

            @Override
            public Optional<TextMessage> receive(Duration most) throws IOException {
                socket.setSoTimeout((int) Math.max(1, most.toMillis()));
                DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
                try {
                    socket.receive(packet);
                } catch (SocketTimeoutException e) {
                    return Optional.empty();
                }
                return Optional.of(
                        new TextMessage(
                                new String(
                                        packet.getData(),
                                        0,
                                        packet.getLength(),
                                        StandardCharsets.UTF_8)));
            }

            @Override
            public void close() {
                socket.close();
            }
        };
    }

    static SipSocket tcp(int serverPort) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        socket.setTcpNoDelay(true);
        return new SipSocket() {
            private final ByteArrayOutputStream head = new ByteArrayOutputStream();

            @Override
            public String transport() {
                return "TCP";
            }

            @Override
            public int port() {
                return socket.getLocalPort();
            }

            @Override
            public void send(String message) throws IOException {
                socket.getOutputStream().write(message.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
            }

            @Override
            public Optional<TextMessage> receive(Duration most) throws IOException {
                socket.setSoTimeout((int) Math.max(1, most.toMillis()));
                InputStream in = socket.getInputStream();
                try {
                    while (true) {
                        int b = in.read();
                        if (b < 0) {
                            return Optional.empty();
                        }
                        head.write(b);
                        String text = head.toString(StandardCharsets.UTF_8);
                        if (text.equals("\r\n")) {
                            head.reset();
                        } else if (text.endsWith("\r\n\r\n")) {
                            head.reset();
                            TextMessage message = new TextMessage(text);
                            int length =
                                    message.optional("Content-Length")
                                            .map(Integer::parseInt)
                                            .orElse(0);
                            String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
                            return Optional.of(new TextMessage(text + body));
                        }
                    }
                } catch (SocketTimeoutException e) {
                    return Optional.empty();
                }
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }
}
