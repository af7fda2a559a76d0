package tandem.sipedge.jain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.callcontrol.SipEvent;
import tandem.callcontrol.StartException;
import tandem.callmodel.time.Time;
import tandem.sipedge.SipSettings;

/// Starting, OPTIONS, draining, limits, stopping.
class ServingTest {

    @ParameterizedTest
    @ValueSource(strings = {"UDP", "TCP"})
    void options_tells_what_is_served(String transport) throws Exception {
        try (TestEdge edge = TestEdge.started();
                TextCaller caller =
                        transport.equals("UDP")
                                ? TextCaller.udp(edge.port())
                                : TextCaller.tcp(edge.port())) {
            caller.send("OPTIONS", "", "");
            TextMessage ok = caller.expect(200, "OPTIONS");
            assertThat(ok.header("Allow")).isEqualTo("INVITE, ACK, CANCEL, BYE, OPTIONS, INFO");
            assertThat(ok.header("Accept")).startsWith("application/sdp");
            assertThat(ok.header("Supported")).isEmpty();
            assertThat(ok.tag("To")).isNotEmpty();
        }
    }

    @Test
    void draining_refuses_the_new_and_lets_the_live_finish() throws Exception {
        try (TestEdge edge = TestEdge.started();
                TextCaller live = TextCaller.udp(edge.port());
                TextCaller late = TextCaller.udp(edge.port())) {
            edge.established(live);
            edge.signaling.drain();
            late.invite(TextCaller.OFFER);
            TextMessage refused = late.expect(503, "INVITE");
            assertThat(refused.header("Retry-After")).isEqualTo("30");
            assertThat(refused.header("Reason")).contains("(sip.draining)");
            late.ackRefusal();
            late.toTag = "";
            late.send("OPTIONS", "", "");
            assertThat(late.expect(503, "OPTIONS").header("Retry-After")).isEqualTo("30");

            live.send("OPTIONS", "", "");
            live.expect(200, "OPTIONS");
            live.send("BYE", "", "");
            live.expect(200, "BYE");
            edge.expect(SipEvent.HungUp.class);
            edge.awaitNoCalls();
        }
    }

    @Test
    void closing_hangs_up_what_is_left() throws Exception {
        TestEdge edge = TestEdge.started();
        try (TextCaller caller = TextCaller.udp(edge.port())) {
            edge.established(caller);
            Thread closing = Thread.startVirtualThread(edge::close);
            TextMessage bye = caller.expectRequest("BYE");
            assertThat(bye.header("Reason")).isEqualTo("Q.850;cause=27;text=\"The server stops.\"");
            caller.ok(bye);
            closing.join();
            edge.awaitNoCalls();
            edge.close();
        }
    }

    @Test
    void the_port_is_free_again_once_closed() throws Exception {
        TestEdge edge = TestEdge.started();
        int port = edge.port();
        edge.close();
        try (TestEdge again = new TestEdge(onPort(port));
                TextCaller caller = TextCaller.udp(port)) {
            caller.send("OPTIONS", "", "");
            caller.expect(200, "OPTIONS");
            assertThat(again.port()).isEqualTo(port);
        }
    }

    @Test
    void a_taken_udp_port_is_named_with_what_to_do() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> new TestEdge(onPort(port)))
                    .isInstanceOf(StartException.class)
                    .hasMessage(
                            "SIP over UDP cannot listen on 127.0.0.1:%d: the port is taken. Stop what uses it (ss -lunp 'sport = :%d' names it) or set sip.port to another one."
                                    .formatted(port, port));
            // Nothing half-started: TCP was given back, whichever came first.
            TestEdge.await("the TCP port is free", () -> canListen(port));
        }
    }

    @Test
    void a_taken_tcp_port_leaves_udp_free() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> new TestEdge(onPort(port)))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("SIP over TCP cannot listen on 127.0.0.1:" + port);
            TestEdge.await(
                    "the UDP port is free",
                    () -> {
                        try (DatagramSocket free =
                                new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
                            return free.isBound();
                        } catch (java.net.SocketException e) {
                            return false;
                        }
                    });
        }
    }

    @Test
    void an_address_of_another_machine_is_named() {
        TestSettings settings = new TestSettings();
        settings.bind = InetAddress.ofLiteral("192.0.2.1");
        assertThatThrownBy(() -> new TestEdge(settings.build()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("192.0.2.1")
                .hasMessageContaining("sip.bind-address");
    }

    @Test
    void two_edges_live_side_by_side() throws Exception {
        try (TestEdge two = TestEdge.started();
                TextCaller second = TextCaller.tcp(two.port())) {
            two.established(second);
            try (TestEdge one = TestEdge.started();
                    TextCaller first = TextCaller.udp(one.port())) {
                one.established(first);
                assertThat(one.gauge("tandem.sip.calls")).isEqualTo(1);
                assertThat(two.gauge("tandem.sip.calls")).isEqualTo(1);
            }
            second.send("OPTIONS", "", "");
            second.expect(200, "OPTIONS");
        }
    }

    @Test
    void more_calls_than_the_edge_takes_are_told_503() throws Exception {
        TestSettings settings = new TestSettings();
        settings.setupTimeout = Duration.ofMillis(400);
        settings.maxCalls = 1;
        try (TestEdge edge = new TestEdge(settings.build());
                TextCaller first = TextCaller.udp(edge.port());
                TextCaller second = TextCaller.udp(edge.port())) {
            first.invite(TextCaller.OFFER);
            edge.expect(SipEvent.Invited.class);
            second.invite(TextCaller.OFFER);
            assertThat(second.expect(503, "INVITE").header("Reason")).contains("(sip.max-calls)");
            second.ackRefusal();
            // Nobody answers the first: it is given up.
            assertThat(first.expect(480, "INVITE").header("Reason"))
                    .contains("(sip.setup-timeout)");
            first.ackRefusal();
            edge.expect(SipEvent.HungUp.class);
            edge.awaitNoCalls();
        }
    }

    @Test
    void an_edge_that_was_not_started_takes_commands_and_does_nothing() {
        JainSipSignaling idle =
                new JainSipSignaling(
                        SipSettings.defaults(), Time.system(), new SimpleMeterRegistry());
        idle.drain();
        idle.close();
        assertThat(idle.port()).isZero();
    }

    private static boolean canListen(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (java.io.IOException e) {
            return false;
        }
    }

    private static SipSettings onPort(int port) {
        TestSettings settings = new TestSettings();
        settings.port = port;
        return settings.build();
    }
}
