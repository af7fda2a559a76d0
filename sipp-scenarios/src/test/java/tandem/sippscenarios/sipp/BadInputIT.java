package tandem.sippscenarios.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.sippscenarios.sip.CallEvent;

/// Garbage on every open port harms no call, and is counted. RFC 3261 18.3, RFC 3550 A.1.
class BadInputIT {

    private static final int BURSTS = 40;
    private static final int PER_BURST = 25;
    private static final long GENEROUS_GAP_NANOS = 60_000_000;

    @TempDir static Path directory;

    private static ServerProcess server;

    /// Same garbage every time.
    private final SplittableRandom random = new SplittableRandom(20);

    @BeforeAll
    static void start() throws Exception {
        server = ServerProcess.start(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        try (ServerProcess ending = server) {
            assertThat(ending.stop()).isZero();
        }
    }

    @Test
    void garbage_on_the_sip_port_is_dropped_and_the_call_goes_on() throws Exception {
        try (TalkingCall call = TalkingCall.to(server.sipAddress());
                DatagramSocket stranger = new DatagramSocket()) {
            double dropped = server.metric("tandem_sip_dropped_total");
            for (int burst = 0; burst < BURSTS; burst++) {
                for (int i = 0; i < PER_BURST; i++) {
                    byte[] bytes = i % 2 == 0 ? noise() : tornInvite();
                    stranger.send(new DatagramPacket(bytes, bytes.length, sip()));
                }
                call.awaitMore(3);
            }
            unharmed(call);
            assertThat(server.metric("tandem_sip_dropped_total")).isGreaterThan(dropped);
        }
    }

    @Test
    void garbage_over_tcp_is_dropped_and_the_call_goes_on() throws Exception {
        try (TalkingCall call = TalkingCall.to(server.sipAddress())) {
            for (int burst = 0; burst < BURSTS; burst++) {
                try (Socket stranger = new Socket()) {
                    stranger.connect(sip(), 10_000);
                    stranger.getOutputStream().write(burst % 2 == 0 ? noise() : tornInvite());
                } catch (IOException shutByTheServer) {
                    // It may close on us whenever it likes.
                }
                call.awaitMore(3);
            }
            unharmed(call);
        }
    }

    @Test
    void garbage_on_the_rtp_port_is_counted_and_the_call_goes_on() throws Exception {
        try (TalkingCall call = TalkingCall.to(server.sipAddress());
                DatagramSocket stranger =
                        new DatagramSocket(
                                new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0))) {
            double strangers = server.metric("tandem_media_packets_strangers_total");
            double malformed = server.metric("tandem_media_packets_malformed_total");
            for (int burst = 0; burst < BURSTS; burst++) {
                for (int i = 0; i < PER_BURST; i++) {
                    byte[] bytes = noise();
                    stranger.send(new DatagramPacket(bytes, bytes.length, call.server()));
                    call.send(noise());
                }
                call.awaitMore(3);
            }
            unharmed(call);
            assertThat(server.metric("tandem_media_packets_strangers_total"))
                    .isGreaterThan(strangers);
            assertThat(server.metric("tandem_media_packets_malformed_total"))
                    .isGreaterThan(malformed);
        }
    }

    @Test
    void packets_of_a_payload_type_that_was_not_agreed_are_not_played() throws Exception {
        try (TalkingCall call = TalkingCall.to(server.sipAddress())) {
            double malformed = server.metric("tandem_media_packets_malformed_total");
            for (int i = 0; i < 100; i++) {
                call.send(packet(77, i));
                call.awaitMore(1);
            }
            unharmed(call);
            assertThat(server.metric("tandem_media_packets_malformed_total"))
                    .isGreaterThanOrEqualTo(malformed + 90);
        }
    }

    @Test
    void a_recording_that_cannot_be_written_is_counted_and_the_call_goes_on() throws Exception {
        double failed = server.metric("tandem_recording_failed_total");
        Path recordings = directory.resolve("data/recordings");
        server.await("tandem_recording_active", 0);
        // A file where the folder should be stops even the superuser.
        Files.move(recordings, directory.resolve("away"));
        Files.writeString(recordings, "in the way");
        try (TalkingCall call = TalkingCall.to(server.sipAddress())) {
            call.awaitMore(100);
            unharmed(call);
            server.await("tandem_recording_active", 0);
        } finally {
            Files.delete(recordings);
            Files.move(directory.resolve("away"), recordings);
        }
        assertThat(server.metric("tandem_recording_failed_total")).isGreaterThan(failed);
    }

    /// Every packet of the server came, in its order and at its time, and our BYE ends the call.
    private static void unharmed(TalkingCall call) throws Exception {
        List<TalkingCall.Heard> heard = call.heard();
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < heard.size(); i++) {
            TalkingCall.Heard before = heard.get(i - 1);
            TalkingCall.Heard after = heard.get(i);
            assertThat(after.sequence()).isEqualTo((before.sequence() + 1) & 0xFFFF);
            gaps.add(after.nanos() - before.nanos());
        }
        // The machine's own hiccups are allowed for: one gap in twenty may be longer.
        assertThat(gaps.stream().filter(gap -> gap > GENEROUS_GAP_NANOS).count())
                .isLessThanOrEqualTo(1 + gaps.size() / 20);
        assertThat(call.hangUp().by()).isEqualTo(CallEvent.By.US);
    }

    private static InetSocketAddress sip() {
        return new InetSocketAddress("127.0.0.1", server.sipPort());
    }

    private byte[] noise() {
        byte[] bytes = new byte[random.nextInt(1, 400)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] tornInvite() {
        String whole =
                """
                INVITE sip:support@127.0.0.1 SIP/2.0
                Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK%d
                From: <sip:x@127.0.0.1>;tag=%d
                To: <sip:support@127.0.0.1>
                CSeq: 4294967296 INVITE
                Content-Length: -5

                """
                        .formatted(random.nextInt(1 << 20), random.nextInt(1 << 20))
                        .replace("\n", "\r\n");
        return whole.substring(0, random.nextInt(1, whole.length()))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] packet(int payloadType, int sequence) {
        ByteBuffer rtp = ByteBuffer.allocate(172);
        rtp.put((byte) 0x80).put((byte) payloadType).putShort((short) sequence);
        rtp.putInt(sequence * 160).putInt(0x7a22);
        return rtp.array();
    }
}
