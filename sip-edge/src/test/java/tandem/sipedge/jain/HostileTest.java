package tandem.sipedge.jain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.callcontrol.SipEvent;

/// What is no SIP, or nearly, is dropped and counted, and harms no call.
class HostileTest {

    private TestEdge edge;
    private TextCaller live;

    @BeforeEach
    void start() throws Exception {
        edge = TestEdge.started();
        live = TextCaller.udp(edge.port());
        edge.established(live);
    }

    @AfterEach
    void stop() throws Exception {
        live.send("BYE", "", "");
        live.expect(200, "BYE");
        edge.expect(SipEvent.HungUp.class);
        edge.awaitNoCalls();
        live.close();
        edge.close();
    }

    private double dropped() {
        return edge.registry.find("tandem.sip.dropped").counters().stream()
                .mapToDouble(c -> c.count())
                .sum();
    }

    @Test
    void garbage_datagrams_are_counted_and_get_no_byte() throws Exception {
        Random random = new Random(3_261);
        try (SipSocket stranger = SipSocket.udp(edge.port())) {
            for (int n = 0; n < 500; n++) {
                byte[] bytes = new byte[1 + random.nextInt(1_200)];
                random.nextBytes(bytes);
                stranger.send(new String(bytes, StandardCharsets.ISO_8859_1));
                if (n % 50 == 49) {
                    int sent = n + 1;
                    TestEdge.await("all are counted", () -> dropped() == sent);
                }
            }
            live.send("OPTIONS", "", "");
            live.expect(200, "OPTIONS");
            assertThat(stranger.receive(java.time.Duration.ofMillis(50))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INVITE sip:x@y SIP/2.0\r\n\r\n",
                "INVITE sip:x@y SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\r\nContent-Length: 0\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
                "SIP/2.0 200 OK\r\n\r\n",
                "\r\n\r\n",
                "OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nFrom: <sip:c@d>;tag=2\r\nTo: <sip:a@b>\r\nCall-ID: x\r\nCSeq: 1 OPTIONS\r\n\r\n",
                "OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>\r\nCall-ID: x\r\nCSeq: 1 OPTIONS\r\nContent-Length: 2147483647\r\n\r\n",
                "OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>\r\nCall-ID: x\r\nCSeq: 1 OPTIONS\r\nContent-Length: -1\r\n\r\n",
                "OPTIONS sip:a@b SIP/2.0\r\nVia: !!!\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>\r\nCall-ID: x\r\nCSeq: 1 OPTIONS\r\n\r\n",
                "OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>\r\nCall-ID: x\r\nCSeq: 99999999999 OPTIONS\r\n\r\n",
            })
    void what_is_nearly_sip_is_dropped(String message) throws Exception {
        double before = dropped();
        try (SipSocket stranger = SipSocket.udp(edge.port())) {
            stranger.send(message);
            TestEdge.await("it is counted", () -> dropped() == before + 1);
            assertThat(stranger.receive(java.time.Duration.ofMillis(20))).isEmpty();
        }
    }

    @Test
    void mutated_invites_harm_nothing() throws Exception {
        Random random = new Random(4_475);
        try (TextCaller stranger = TextCaller.udp(edge.port())) {
            stranger.newBranch();
            byte[] invite =
                    stranger.request(
                                    "INVITE",
                                    1,
                                    "Contact: <sip:a@b>\r\nContent-Type: application/sdp\r\n",
                                    TextCaller.OFFER)
                            .getBytes(StandardCharsets.ISO_8859_1);
            for (int n = 0; n < 2_000; n++) {
                byte[] bytes = invite.clone();
                for (int k = 1 + random.nextInt(6); k > 0; k--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                stranger.socket.send(new String(bytes, StandardCharsets.ISO_8859_1));
                // Whatever got through is refused, so that nothing piles up.
                for (SipEvent event = edge.events.poll();
                        event != null;
                        event = edge.events.poll()) {
                    edge.signaling.refuse(
                            event.call(), tandem.callcontrol.Refusal.of(486, "test.busy", "Busy."));
                }
            }
            live.send("OPTIONS", "", "");
            live.expect(200, "OPTIONS");
            TestEdge.await(
                    "only the live call is left",
                    () -> {
                        for (SipEvent event = edge.events.poll();
                                event != null;
                                event = edge.events.poll()) {
                            edge.signaling.refuse(
                                    event.call(),
                                    tandem.callcontrol.Refusal.of(486, "test.busy", "Busy."));
                        }
                        return edge.gauge("tandem.sip.calls") == 1;
                    });
            assertThat(edge.registry.find("tandem.sip.faults").counter()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483647", "2147483648", "9223372036854775808", "-1", "five"})
    void a_wild_content_length_over_tcp_ends_no_more_than_its_connection(String length)
            throws Exception {
        try (TextCaller bomber = TextCaller.tcp(edge.port())) {
            bomber.newBranch();
            bomber.socket.send(
                    bomber.request("OPTIONS", 1, "", "")
                            .replace("Content-Length: 0", "Content-Length: " + length));
            try (TextCaller good = TextCaller.tcp(edge.port())) {
                good.send("OPTIONS", "", "");
                good.expect(200, "OPTIONS");
            }
        }
    }

    @Test
    void a_header_without_end_over_tcp_is_cut() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
            socket.setSoTimeout(20_000);
            byte[] line = "X: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n".getBytes();
            socket.getOutputStream().write("OPTIONS sip:a@b SIP/2.0\r\n".getBytes());
            for (int n = 0; n < 10_000; n++) {
                try {
                    socket.getOutputStream().write(line);
                } catch (IOException cut) {
                    return;
                }
            }
            assertThat(endOf(socket)).isTrue();
        }
    }

    @Test
    void a_message_that_never_ends_is_cut_after_the_read_timeout() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("OPTIONS sip:a@b SIP/2.0\r\nVia:".getBytes());
            assertThat(endOf(socket)).isTrue();
        }
    }

    private static boolean endOf(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
