package tandem.sipedge.jain;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.callcontrol.EndCause;
import tandem.callcontrol.MediaAddress;
import tandem.callcontrol.SipEvent;

/// Where responses and requests of ours go, and which address they name.
class RoutingTest {

    private static final EndCause GOODBYE = EndCause.of(EndCause.Kind.AGENT_HUNG_UP, "Goodbye.");

    @Test
    void requests_follow_the_recorded_route_with_the_contact_as_target() throws Exception {
        try (TestEdge edge = TestEdge.started();
                TextCaller caller = TextCaller.udp(edge.port());
                SipSocket proxy = SipSocket.udp(edge.port())) {
            caller.extra =
                    "Record-Route: <sip:127.0.0.1:%d;lr>\r\n".formatted(proxy.port())
                            + "Record-Route: <sip:p2.invalid;lr>, <sip:p3.invalid;lr;x=y>\r\n";
            caller.invite(TextCaller.OFFER);
            SipEvent.Invited invited = edge.expect(SipEvent.Invited.class);
            edge.signaling.answer(invited.call(), TestEdge.LOCAL);
            TextMessage ok = caller.expect(200, "INVITE");
            assertThat(String.join(",", ok.headers("Record-Route")))
                    .isEqualTo(
                            "<sip:127.0.0.1:%d;lr>,<sip:p2.invalid;lr>,<sip:p3.invalid;lr;x=y>"
                                    .formatted(proxy.port()));
            caller.extra = "";
            caller.ack();
            edge.expect(SipEvent.Acknowledged.class);

            edge.signaling.hangUp(invited.call(), GOODBYE);
            TextMessage bye = proxy.receive(TextCaller.PATIENCE).orElseThrow();
            assertThat(bye.startLine())
                    .isEqualTo(
                            "BYE sip:alice@127.0.0.1:%d;transport=udp SIP/2.0"
                                    .formatted(caller.socket.port()));
            assertThat(String.join(",", bye.headers("Route")))
                    .isEqualTo(
                            "<sip:127.0.0.1:%d;lr>,<sip:p2.invalid;lr>,<sip:p3.invalid;lr;x=y>"
                                    .formatted(proxy.port()));
        }
    }

    @Test
    void a_strict_router_gets_the_request_uri_and_the_target_comes_last() throws Exception {
        try (TestEdge edge = TestEdge.started();
                TextCaller caller = TextCaller.udp(edge.port());
                SipSocket proxy = SipSocket.udp(edge.port())) {
            caller.extra =
                    "Record-Route: <sip:127.0.0.1:%d>, <sip:p2.invalid;lr>\r\n"
                            .formatted(proxy.port());
            SipEvent.Invited invited = edge.established(caller);
            edge.signaling.hangUp(invited.call(), GOODBYE);
            TextMessage bye = proxy.receive(TextCaller.PATIENCE).orElseThrow();
            assertThat(bye.startLine())
                    .isEqualTo("BYE sip:127.0.0.1:%d SIP/2.0".formatted(proxy.port()));
            assertThat(String.join(",", bye.headers("Route")))
                    .isEqualTo(
                            "<sip:p2.invalid;lr>,<sip:alice@127.0.0.1:%d;transport=udp>"
                                    .formatted(caller.socket.port()));
        }
    }

    @Test
    void behind_a_proxy_that_records_nothing_requests_go_to_the_contact() throws Exception {
        try (TestEdge edge = TestEdge.started();
                TextCaller caller = TextCaller.udp(edge.port());
                SipSocket phone = SipSocket.udp(edge.port())) {
            caller.newBranch();
            caller.socket.send(
                    caller.request(
                                    "INVITE",
                                    ++caller.sequence,
                                    "Contact: <sip:bob@127.0.0.1:%d>\r\n".formatted(phone.port())
                                            + "Content-Type: application/sdp\r\n",
                                    TextCaller.OFFER)
                            .replaceFirst(
                                    "Max-Forwards",
                                    "Via: SIP/2.0/UDP phone.invalid;branch=z9hG4bKx\r\n"
                                            + "Max-Forwards"));
            SipEvent.Invited invited = edge.expect(SipEvent.Invited.class);
            edge.signaling.answer(invited.call(), TestEdge.LOCAL);
            assertThat(String.join(",", caller.expect(200, "INVITE").headers("Via")))
                    .contains(caller.branch)
                    .endsWith("SIP/2.0/UDP phone.invalid;branch=z9hG4bKx");
            caller.ack();
            edge.expect(SipEvent.Acknowledged.class);
            edge.signaling.hangUp(invited.call(), GOODBYE);
            assertThat(phone.receive(TextCaller.PATIENCE).orElseThrow().startLine())
                    .isEqualTo("BYE sip:bob@127.0.0.1:%d SIP/2.0".formatted(phone.port()));
        }
    }

    @Test
    void a_phone_behind_a_nat_is_reached_the_way_its_invite_came() throws Exception {
        try (TestEdge edge = TestEdge.started();
                TextCaller caller = TextCaller.udp(edge.port())) {
            caller.newBranch();
            caller.socket.send(
                    caller.request(
                            "INVITE",
                            ++caller.sequence,
                            "Contact: <sip:alice@192.168.55.4:5066>\r\n"
                                    + "Content-Type: application/sdp\r\n",
                            TextCaller.OFFER));
            SipEvent.Invited invited = edge.expect(SipEvent.Invited.class);
            edge.signaling.answer(invited.call(), TestEdge.LOCAL);
            caller.expect(200, "INVITE");
            caller.ack();
            edge.expect(SipEvent.Acknowledged.class);
            edge.signaling.hangUp(invited.call(), GOODBYE);
            TextMessage bye = caller.expectRequest("BYE");
            assertThat(bye.startLine()).isEqualTo("BYE sip:alice@192.168.55.4:5066 SIP/2.0");
            caller.ok(bye);
        }
    }

    @Test
    void responses_go_to_the_source_port_when_rport_asks_and_to_sent_by_when_not()
            throws Exception {
        try (TestEdge edge = TestEdge.started();
                TextCaller caller = TextCaller.udp(edge.port());
                SipSocket other = SipSocket.udp(edge.port())) {
            caller.newBranch();
            String options = caller.request("OPTIONS", 1, "", "");
            caller.socket.send(
                    options.replace(
                            "127.0.0.1:%d;rport".formatted(caller.socket.port()),
                            "10.1.2.3:5099;rport"));
            assertThat(caller.expect(200, "OPTIONS").header("Via"))
                    .contains("received=127.0.0.1")
                    .contains("rport=" + caller.socket.port());
            caller.toTag = "";
            caller.newBranch();
            caller.socket.send(
                    caller.request("OPTIONS", 2, "", "")
                            .replace(
                                    "127.0.0.1:%d;rport".formatted(caller.socket.port()),
                                    "127.0.0.1:%d".formatted(caller.socket.port())));
            assertThat(caller.expect(200, "OPTIONS").header("CSeq")).isEqualTo("2 OPTIONS");
            assertThat(other.receive(Duration.ofMillis(100))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UDP", "TCP"})
    void the_advertised_address_is_written_everywhere(String transport) throws Exception {
        InetAddress advertised = InetAddress.ofLiteral("203.0.113.7");
        TestSettings settings = new TestSettings();
        settings.advertised = Optional.of(advertised);
        try (TestEdge edge = new TestEdge(settings.build());
                TextCaller caller =
                        transport.equals("UDP")
                                ? TextCaller.udp(edge.port())
                                : TextCaller.tcp(edge.port())) {
            caller.invite(TextCaller.OFFER);
            SipEvent.Invited invited = edge.expect(SipEvent.Invited.class);
            edge.signaling.answer(invited.call(), TestEdge.LOCAL);
            TextMessage ok = caller.expect(200, "INVITE");
            assertThat(ok.header("Contact")).startsWith("<sip:203.0.113.7:" + edge.port());
            assertThat(ok.body())
                    .contains(" IN IP4 203.0.113.7\r\ns=")
                    .contains("\r\nc=IN IP4 203.0.113.7\r\n");
            caller.ack();
            edge.expect(SipEvent.Acknowledged.class);
            edge.signaling.hangUp(invited.call(), GOODBYE);
            TextMessage bye = caller.expectRequest("BYE");
            assertThat(bye.header("Via"))
                    .startsWith("SIP/2.0/" + transport + " 203.0.113.7:" + edge.port());
            caller.ok(bye);
        }
    }

    @Test
    void bound_to_all_the_address_that_reaches_the_caller_is_written() throws Exception {
        InetAddress all = InetAddress.ofLiteral("0.0.0.0");
        TestSettings settings = new TestSettings();
        settings.bind = all;
        try (TestEdge edge = new TestEdge(settings.build());
                TextCaller caller = TextCaller.udp(edge.port())) {
            caller.invite(TextCaller.OFFER);
            SipEvent.Invited invited = edge.expect(SipEvent.Invited.class);
            edge.signaling.answer(invited.call(), new MediaAddress(all, 40_000));
            TextMessage ok = caller.expect(200, "INVITE");
            assertThat(ok.header("Contact")).isEqualTo("<sip:127.0.0.1:" + edge.port() + ">");
            assertThat(ok.body()).contains("\r\nc=IN IP4 127.0.0.1\r\n");
            caller.ack();
            edge.expect(SipEvent.Acknowledged.class);
            edge.signaling.hangUp(invited.call(), GOODBYE);
            caller.ok(caller.expectRequest("BYE"));
            edge.awaitNoCalls();
        }
    }
}
