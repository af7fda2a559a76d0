package tandem.sipedge.jain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.callcontrol.Codec;
import tandem.callcontrol.Direction;
import tandem.callcontrol.EndCause;
import tandem.callcontrol.MediaAddress;
import tandem.callcontrol.Refusal;
import tandem.callcontrol.SipEvent;
import tandem.callmodel.DtmfDigit;

/// What changes or is asked while a call stands.
class MidCallTest {

    private static final String HELD = TextCaller.OFFER + "a=sendonly\r\n";

    private TestEdge edge;
    private TextCaller caller;
    private SipEvent.Invited call;

    @BeforeEach
    void establish() throws Exception {
        edge = TestEdge.started();
        caller = TextCaller.udp(edge.port());
        call = edge.established(caller);
    }

    @AfterEach
    void stop() throws Exception {
        caller.close();
        edge.close();
    }

    @Test
    void hold_and_resume_are_told_and_answered_with_the_reverse_direction() throws Exception {
        caller.invite(HELD);
        SipEvent.Reinvited held = edge.expect(SipEvent.Reinvited.class);
        assertThat(held.media().direction()).isEqualTo(Direction.RECEIVE_ONLY);
        assertThat(held.media().isHeldByRemote()).isTrue();
        edge.signaling.answer(call.call(), TestEdge.LOCAL);
        TextMessage answer = caller.expect(200, "INVITE");
        assertThat(answer.body()).contains("a=recvonly\r\n");
        assertThat(version(answer)).isEqualTo(2);
        caller.ack();

        caller.invite(TextCaller.OFFER);
        SipEvent.Reinvited resumed = edge.expect(SipEvent.Reinvited.class);
        assertThat(resumed.media()).isEqualTo(call.media());
        edge.signaling.answer(call.call(), TestEdge.LOCAL);
        answer = caller.expect(200, "INVITE");
        assertThat(answer.body()).contains("a=sendrecv\r\n");
        assertThat(version(answer)).isEqualTo(3);
        caller.ack();
        assertThat(edge.events).as("a later ACK is not told").isEmpty();
    }

    @Test
    void hold_by_the_unspecified_address_is_hold() throws Exception {
        caller.invite(TextCaller.OFFER.replace("c=IN IP4 127.0.0.1", "c=IN IP4 0.0.0.0"));
        SipEvent.Reinvited held = edge.expect(SipEvent.Reinvited.class);
        assertThat(held.media().isHeldByRemote()).isTrue();
        edge.signaling.answer(call.call(), TestEdge.LOCAL);
        assertThat(caller.expect(200, "INVITE").body()).contains("a=recvonly\r\n");
        caller.ack();
    }

    @Test
    void a_refresh_is_answered_with_the_same_description_and_not_told() throws Exception {
        caller.invite(TextCaller.OFFER);
        TextMessage answer = caller.expect(200, "INVITE");
        assertThat(version(answer)).isEqualTo(1);
        caller.ack();
        caller.send("OPTIONS", "", "");
        caller.expect(200, "OPTIONS");
        assertThat(edge.events).isEmpty();
    }

    @Test
    void codec_and_address_change() throws Exception {
        caller.invite(
                TextCaller.OFFER
                        .replace("m=audio 49170 RTP/AVP 8 0 101", "m=audio 50000 RTP/AVP 0 101")
                        .replace("c=IN IP4 127.0.0.1", "c=IN IP4 127.0.0.9"));
        SipEvent.Reinvited changed = edge.expect(SipEvent.Reinvited.class);
        assertThat(changed.media().codec()).isEqualTo(Codec.PCMU);
        assertThat(changed.media().remote()).hasToString("127.0.0.9:50000");
        edge.signaling.answer(call.call(), new MediaAddress(TestEdge.LOCAL.address(), 40_002));
        assertThat(caller.expect(200, "INVITE").body()).contains("m=audio 40002 RTP/AVP 0 101\r\n");
        caller.ack();
    }

    @Test
    void a_change_while_another_waits_is_told_491() throws Exception {
        caller.invite(HELD);
        edge.expect(SipEvent.Reinvited.class);
        String branch = caller.branch;
        int first = caller.sequence;
        caller.invite(TextCaller.OFFER);
        TextMessage pending = caller.expect(491, "INVITE");
        assertThat(pending.header("Reason")).contains("(sip.request-pending)");
        caller.ackRefusal();
        edge.signaling.answer(call.call(), TestEdge.LOCAL);
        caller.expect(200, "INVITE");
        caller.branch = branch;
        caller.sequence = first;
        caller.ack();
        assertThat(edge.events).isEmpty();
    }

    @Test
    void a_change_that_is_refused_leaves_the_call_as_it_was() throws Exception {
        caller.invite(HELD);
        edge.expect(SipEvent.Reinvited.class);
        edge.signaling.refuse(call.call(), Refusal.of(488, "media.busy", "Not now."));
        caller.expect(488, "INVITE");
        caller.ackRefusal();
        caller.invite(TextCaller.OFFER);
        caller.expect(200, "INVITE");
        caller.ack();
        assertThat(edge.events).as("nothing has changed, so nothing is told").isEmpty();
    }

    @Test
    void a_change_to_what_we_cannot_do_is_told_488_and_the_call_lives() throws Exception {
        caller.invite(TextCaller.OFFER.replace("RTP/AVP", "RTP/SAVP"));
        caller.expect(488, "INVITE");
        caller.ackRefusal();
        caller.send("OPTIONS", "", "");
        caller.expect(200, "OPTIONS");
        assertThat(edge.events).isEmpty();
    }

    @Test
    void a_cancelled_change_leaves_the_call_as_it_was() throws Exception {
        caller.invite(HELD);
        edge.expect(SipEvent.Reinvited.class);
        caller.cancel();
        caller.expect(200, "CANCEL");
        caller.expect(487, "INVITE");
        caller.ackRefusal();
        caller.send("BYE", "", "");
        caller.expect(200, "BYE");
        edge.expect(SipEvent.HungUp.class);
    }

    @Test
    void hanging_up_while_a_change_waits_ends_both() throws Exception {
        caller.invite(HELD);
        edge.expect(SipEvent.Reinvited.class);
        edge.signaling.hangUp(call.call(), EndCause.of(EndCause.Kind.TOO_LONG, "Too long."));
        caller.expect(487, "INVITE");
        caller.ackRefusal();
        TextMessage bye = caller.expectRequest("BYE");
        assertThat(bye.header("Reason")).isEqualTo("Q.850;cause=31;text=\"Too long.\"");
        caller.ok(bye);
        edge.awaitNoCalls();
    }

    @ParameterizedTest
    @CsvSource({
        "application/dtmf-relay, 'Signal=5\r\nDuration=160\r\n', FIVE",
        "application/dtmf-relay, 'Signal= *\r\nDuration= 250\r\n', STAR",
        "Application/DTMF-Relay, 'Duration=100\nSignal=11\n', POUND",
        "application/dtmf, 7, SEVEN",
        "application/dtmf, #, POUND",
        "application/dtmf, 'd', D",
    })
    void keys_by_info_are_told(String type, String body, DtmfDigit digit) throws Exception {
        caller.send("INFO", "Content-Type: " + type + "\r\n", body);
        caller.expect(200, "INFO");
        assertThat(edge.expect(SipEvent.KeyByInfo.class).digit()).isEqualTo(digit);
    }

    @Test
    void a_bare_key_is_told_and_an_empty_info_only_answered() throws Exception {
        caller.send("INFO", "", "3");
        caller.expect(200, "INFO");
        assertThat(edge.expect(SipEvent.KeyByInfo.class).digit()).isEqualTo(DtmfDigit.THREE);
        caller.send("INFO", "", "");
        caller.expect(200, "INFO");
        assertThat(edge.events).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "application/media_control+xml, <x/>, 415",
        "application/dtmf-relay, Signal=99, 400",
        "application/dtmf, hello, 400",
    })
    void other_infos_are_refused_and_the_call_lives(String type, String body, int status)
            throws Exception {
        caller.send("INFO", "Content-Type: " + type + "\r\n", body);
        TextMessage refused = caller.expect(status, "INFO");
        if (status == 415) {
            assertThat(refused.header("Accept"))
                    .isEqualTo("application/dtmf-relay, application/dtmf");
        }
        caller.send("OPTIONS", "", "");
        caller.expect(200, "OPTIONS");
        assertThat(edge.events).isEmpty();
    }

    @Test
    void a_retransmitted_info_is_one_key() throws Exception {
        caller.newBranch();
        String info =
                caller.request(
                        "INFO", ++caller.sequence, "Content-Type: application/dtmf\r\n", "9");
        String branch = caller.branch;
        caller.socket.send(info);
        caller.expect(200, "INFO");
        edge.expect(SipEvent.KeyByInfo.class);
        caller.send("OPTIONS", "", "");
        caller.expect(200, "OPTIONS");
        caller.socket.send(info);
        assertThat(caller.expect(200, "INFO").header("Via")).contains(branch);
        caller.send("OPTIONS", "", "");
        caller.expect(200, "OPTIONS");
        assertThat(edge.events).isEmpty();
    }

    private static int version(TextMessage answer) {
        Matcher origin = Pattern.compile("o=- \\d+ (\\d+) IN").matcher(answer.body());
        assertThat(origin.find()).isTrue();
        return Integer.parseInt(origin.group(1));
    }
}
