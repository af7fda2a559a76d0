package tandem.sippscenarios.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tandem.callmodel.time.Time;

class RtpEngineTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final BlockingQueue<RtpPacket> heard = new LinkedBlockingQueue<>();
    private final StreamSink sink =
            new StreamSink() {
                @Override
                public void heard(RtpPacket packet, long tick, long nanos) {
                    heard.add(packet);
                }

                @Override
                public void sent(SendProgress progress) {}
            };

    @Test
    void a_stream_sends_an_unbroken_sequence_on_its_clock() throws Exception {
        try (RtpEngine engine = new RtpEngine(Time.system(), new SplittableRandom(1));
                DatagramSocket far = new DatagramSocket(0, LOOPBACK)) {
            far.setSoTimeout(20_000);
            engine.start();
            try (RtpStream stream = engine.open(LOOPBACK, sink)) {
                assertThat(stream.local().getPort() % 2).isZero();
                stream.sendTo(target(far));

                List<RtpPacket> packets = new ArrayList<>();
                for (int i = 0; i < 25; i++) {
                    packets.add(receive(far));
                }

                assertThat(packets.getFirst().marker()).isTrue();
                for (int i = 1; i < packets.size(); i++) {
                    RtpPacket before = packets.get(i - 1);
                    RtpPacket packet = packets.get(i);
                    assertThat(packet.sequence()).isEqualTo((before.sequence() + 1) & 0xFFFF);
                    assertThat((int) (packet.timestampTicks() - before.timestampTicks()) % 160)
                            .isZero();
                    assertThat(packet.ssrc()).isEqualTo(before.ssrc());
                    assertThat(packet.payload()).hasSize(160);
                }
            }
        }
    }

    @Test
    void what_arrives_is_handed_on_and_what_is_no_rtp_or_from_elsewhere_is_counted()
            throws Exception {
        try (RtpEngine engine = new RtpEngine(Time.system(), new SplittableRandom(1));
                DatagramSocket far = new DatagramSocket(0, LOOPBACK);
                DatagramSocket stranger =
                        new DatagramSocket(0, InetAddress.getByName("127.0.0.9"))) {
            engine.start();
            try (RtpStream stream = engine.open(LOOPBACK, sink)) {
                stream.sendTo(target(far));
                RtpPacket packet = new RtpPacket(0, true, 65_535, 0xFFFF_FFFFL, 7, new byte[160]);
                send(stranger, stream, encode(packet));
                send(far, stream, new byte[] {1, 2, 3});
                send(far, stream, encode(packet));

                RtpPacket arrived = heard.poll(20, TimeUnit.SECONDS);

                assertThat(arrived).usingRecursiveComparison().isEqualTo(packet);
                assertThat(stream.strangers()).isEqualTo(2);
            }
        }
    }

    private static RtpStream.Target target(DatagramSocket far) {
        var address = new InetSocketAddress(LOOPBACK, far.getLocalPort());
        return new RtpStream.Target(address, G711.PCMU, 101);
    }

    private static byte[] encode(RtpPacket packet) {
        ByteBuffer buffer = ByteBuffer.allocate(12 + packet.payload().length);
        packet.write(buffer);
        return buffer.array();
    }

    private static void send(DatagramSocket from, RtpStream to, byte[] bytes) throws Exception {
        from.send(new DatagramPacket(bytes, bytes.length, to.local()));
    }

    private static RtpPacket receive(DatagramSocket socket) throws Exception {
        DatagramPacket datagram = new DatagramPacket(new byte[2_048], 2_048);
        socket.receive(datagram);
        return RtpPacket.parse(ByteBuffer.wrap(datagram.getData(), 0, datagram.getLength()))
                .orElseThrow();
    }
}
