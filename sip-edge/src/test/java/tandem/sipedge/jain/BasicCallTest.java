package tandem.sipedge.jain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.callcontrol.Codec;
import tandem.callcontrol.Direction;
import tandem.callcontrol.EndCause;
import tandem.callcontrol.SipEvent;

class BasicCallTest {

    private TestEdge edge;

    @BeforeEach
    void start() throws Exception {
        edge = TestEdge.started();
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    private TextCaller caller(String transport) throws Exception {
        return transport.equals("UDP") ? TextCaller.udp(edge.port()) : TextCaller.tcp(edge.port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UDP", "TCP"})
    void a_call_is_tried_rung_answered_acknowledged_and_hung_up_by_the_caller(String transport)
            throws Exception {
        try (TextCaller caller = caller(transport)) {
            caller.invite(TextCaller.OFFER);
            TextMessage trying = caller.expect(100, "INVITE");
            assertThat(trying.header("To")).doesNotContain("tag=");

            SipEvent.Invited invited = edge.expect(SipEvent.Invited.class);
            assertThat(invited.from().user()).isEqualTo("alice");
            assertThat(invited.from().displayName()).isEqualTo("Alice");
            assertThat(invited.to().user()).isEqualTo("+4930123456");
            assertThat(invited.sipCallId()).isEqualTo(caller.callId);
            assertThat(invited.source()).isEqualTo("127.0.0.1:" + caller.socket.port());
            assertThat(invited.media().codec()).isEqualTo(Codec.PCMA);
            assertThat(invited.media().eventPayloadType()).isEqualTo(OptionalInt.of(101));
            assertThat(invited.media().packetTime()).isEqualTo(Duration.ofMillis(20));
            assertThat(invited.media().direction()).isEqualTo(Direction.SEND_RECEIVE);
            assertThat(invited.media().remote()).hasToString("127.0.0.1:49170");
            assertThat(invited.media().remoteControl()).hasToString("127.0.0.1:49171");

            edge.signaling.ring(invited.call());
            TextMessage ringing = caller.expect(180, "INVITE");
            edge.signaling.answer(invited.call(), TestEdge.LOCAL);
            TextMessage ok = caller.expect(200, "INVITE");
            assertThat(ok.tag("To")).isEqualTo(ringing.tag("To"));
            String suffix = transport.equals("TCP") ? ";transport=tcp>" : ">";
            assertThat(ok.header("Contact")).isEqualTo("<sip:127.0.0.1:" + edge.port() + suffix);
            assertThat(ok.header("Server")).isEqualTo("Tandem/1.0");
            assertThat(ok.header("Via"))
                    .contains("rport=" + caller.socket.port())
                    .contains("received=127.0.0.1");
            assertThat(ok.header("Content-Type")).isEqualTo("application/sdp");
            assertThat(ok.body())
                    .contains("m=audio 40000 RTP/AVP 8 101\r\n")
                    .contains("c=IN IP4 127.0.0.1\r\n")
                    .contains("a=rtpmap:8 PCMA/8000\r\n")
                    .contains("a=fmtp:101 0-15\r\n")
                    .contains("a=sendrecv\r\n");
            caller.ack();
            assertThat(edge.expect(SipEvent.Acknowledged.class).call()).isEqualTo(invited.call());

            caller.send("BYE", "", "");
            caller.expect(200, "BYE");
            SipEvent.HungUp end = edge.expect(SipEvent.HungUp.class);
            assertThat(end.cause().kind()).isEqualTo(EndCause.Kind.REMOTE_HUNG_UP);
            edge.awaitNoCalls();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UDP", "TCP"})
    void the_agent_hangs_up_with_a_reason(String transport) throws Exception {
        try (TextCaller caller = caller(transport)) {
            SipEvent.Invited invited = edge.established(caller);
            edge.signaling.hangUp(
                    invited.call(),
                    EndCause.of(EndCause.Kind.AGENT_HUNG_UP, "The \"agent\" said goodbye."));
            TextMessage bye = caller.expectRequest("BYE");
            assertThat(bye.startLine())
                    .isEqualTo(
                            "BYE sip:alice@127.0.0.1:%d;transport=%s SIP/2.0"
                                    .formatted(caller.socket.port(), transport.toLowerCase()));
            assertThat(bye.header("Reason"))
                    .isEqualTo("Q.850;cause=16;text=\"The \\\"agent\\\" said goodbye.\"");
            assertThat(bye.header("User-Agent")).isEqualTo("Tandem/1.0");
            assertThat(bye.header("Max-Forwards")).isEqualTo("70");
            assertThat(bye.tag("From")).isEqualTo(caller.toTag);
            assertThat(bye.tag("To")).isEqualTo(caller.fromTag);
            assertThat(bye.header("Call-ID")).isEqualTo(caller.callId);
            assertThat(bye.header("Via"))
                    .startsWith("SIP/2.0/" + transport + " 127.0.0.1:" + edge.port())
                    .contains("branch=z9hG4bK")
                    .contains("rport");
            caller.ok(bye);
            edge.awaitNoCalls();
        }
    }
}
