package tandem.sipedge.jain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.callcontrol.EndCause;
import tandem.callcontrol.SipEvent;

/// What the edge turns down by itself, each with its code, reason and counter.
class RefusalTest {

    private TestEdge edge;
    private TextCaller caller;

    @BeforeEach
    void start() throws Exception {
        edge = TestEdge.started();
        caller = TextCaller.udp(edge.port());
    }

    @AfterEach
    void stop() throws Exception {
        caller.close();
        edge.close();
    }

    private TextMessage refusedInvite(String headers, String body, int status) throws Exception {
        caller.newBranch();
        caller.socket.send(caller.request("INVITE", ++caller.sequence, headers, body));
        TextMessage refused = caller.expect(status, "INVITE");
        caller.ackRefusal();
        edge.awaitNoCalls();
        assertThat(edge.events).isEmpty();
        assertThat(refused.tag("To")).isNotEmpty();
        return refused;
    }

    private String offered() {
        return "Contact: " + caller.contact() + "\r\nContent-Type: application/sdp\r\n";
    }

    @ParameterizedTest
    @CsvSource({
        "m=audio 49170 RTP/AVP 18, sdp.no-common-codec, 305",
        "m=audio 49170 RTP/SAVP 0, sdp.transport, 302",
        "m=video 49170 RTP/AVP 96, sdp.no-audio, 304",
        "m=audio 0 RTP/AVP 0, sdp.no-audio, 304",
        "nonsense, sdp.malformed, 399",
    })
    void an_offer_without_anything_for_us_is_told_488_and_why(String line, String rule, int warning)
            throws Exception {
        String offer =
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                        + line
                        + "\r\n";
        TextMessage refused = refusedInvite(offered(), offer, 488);
        assertThat(refused.header("Reason"))
                .startsWith("SIP;cause=488;text=\"")
                .endsWith(" (" + rule + ")\"");
        assertThat(refused.header("Warning")).startsWith(warning + " tandem \"");
        assertThat(edge.count("tandem.sip.refused", "rule", rule)).isEqualTo(1);
    }

    @Test
    void an_invite_without_an_offer_is_told_so() throws Exception {
        TextMessage refused = refusedInvite("Contact: " + caller.contact() + "\r\n", "", 488);
        assertThat(refused.header("Warning")).startsWith("399 tandem \"An INVITE must hold");
        assertThat(refused.header("Reason")).contains("(sdp.delayed-offer)");
    }

    @Test
    void another_kind_of_body_is_told_what_is_taken() throws Exception {
        TextMessage refused =
                refusedInvite(
                        offered().replace("application/sdp", "text/plain"), TextCaller.OFFER, 415);
        assertThat(refused.header("Accept")).isEqualTo("application/sdp");
    }

    @Test
    void an_invite_without_contact_is_told_400() throws Exception {
        caller.newBranch();
        caller.socket.send(
                caller.request(
                        "INVITE",
                        ++caller.sequence,
                        "Content-Type: application/sdp\r\n",
                        TextCaller.OFFER));
        assertThat(caller.expect(400, "INVITE").header("Reason")).contains("(sip.headers)");
        TestEdge.await("nothing is left", () -> edge.gauge("tandem.sip.calls") == 0);
    }

    @Test
    void a_required_extension_is_named_as_unsupported() throws Exception {
        TextMessage refused =
                refusedInvite(
                        offered() + "Require: 100rel, precondition\r\nRequire: foo\r\n",
                        TextCaller.OFFER,
                        420);
        assertThat(refused.header("Unsupported")).isEqualTo("100rel, precondition, foo");
        assertThat(edge.count("tandem.sip.refused", "rule", "sip.require")).isEqualTo(1);
    }

    @Test
    void an_invite_that_went_too_far_is_told_483() throws Exception {
        caller.newBranch();
        caller.socket.send(
                caller.request("INVITE", ++caller.sequence, offered(), TextCaller.OFFER)
                        .replace("Max-Forwards: 70", "Max-Forwards: 0"));
        caller.expect(483, "INVITE");
        caller.ackRefusal();
    }

    @Test
    void a_uri_of_a_foreign_scheme_is_told_416() throws Exception {
        caller.newBranch();
        caller.socket.send(
                caller.request("INVITE", ++caller.sequence, offered(), TextCaller.OFFER)
                        .replaceFirst("INVITE sip:[^ ]+ ", "INVITE soap.beep://192.0.2.103:3002 "));
        caller.expect(416, "INVITE");
        caller.ackRefusal();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "REGISTER",
                "MESSAGE",
                "SUBSCRIBE",
                "NOTIFY",
                "REFER",
                "PUBLISH",
                "UPDATE",
                "PRACK",
                "NEWMETHOD"
            })
    void a_method_that_is_not_served_is_told_which_are(String method) throws Exception {
        caller.send(method, "", "");
        TextMessage refused = caller.expect(405, method);
        assertThat(refused.header("Allow")).isEqualTo("INVITE, ACK, CANCEL, BYE, OPTIONS, INFO");
        assertThat(refused.header("Reason")).startsWith("SIP;cause=405;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BYE", "INFO", "OPTIONS"})
    void a_request_within_an_unknown_dialog_is_told_481(String method) throws Exception {
        caller.toTag = "nobody";
        caller.send(method, "", "");
        caller.expect(481, method);
    }

    @Test
    void a_reinvite_within_an_unknown_dialog_is_told_481() throws Exception {
        caller.toTag = "nobody";
        caller.invite(TextCaller.OFFER);
        caller.expect(481, "INVITE");
        caller.ackRefusal();
        assertThat(edge.events).isEmpty();
    }

    @Test
    void a_bye_with_the_tags_of_another_is_told_481_and_the_call_lives() throws Exception {
        edge.established(caller);
        String tag = caller.toTag;
        caller.toTag = tag + "x";
        caller.send("BYE", "", "");
        caller.expect(481, "BYE");
        caller.toTag = tag;
        caller.send("OPTIONS", "", "");
        caller.expect(200, "OPTIONS");
        assertThat(edge.gauge("tandem.sip.calls")).isEqualTo(1);
    }

    @Test
    void an_ack_of_nothing_is_dropped_and_counted() throws Exception {
        caller.toTag = "nobody";
        caller.ack();
        TestEdge.await(
                "the ACK is counted",
                () -> edge.count("tandem.sip.dropped", "reason", "stray-ack") == 1);
    }

    @Test
    void a_copy_of_the_invite_by_another_way_is_told_482() throws Exception {
        caller.invite(TextCaller.OFFER);
        SipEvent.Invited invited = edge.expect(SipEvent.Invited.class);
        caller.sequence--;
        String branch = caller.branch;
        caller.invite(TextCaller.OFFER);
        caller.expect(482, "INVITE");
        caller.ackRefusal();
        assertThat(edge.events).isEmpty();
        caller.branch = branch;
        edge.signaling.hangUp(invited.call(), EndCause.of(EndCause.Kind.AGENT_HUNG_UP, "Bye."));
        caller.expect(603, "INVITE");
        caller.ackRefusal();
    }

    @Test
    void a_request_that_comes_after_a_later_one_is_told_500() throws Exception {
        edge.established(caller);
        caller.sequence = 10;
        caller.send("OPTIONS", "", "");
        caller.expect(200, "OPTIONS");
        caller.sequence = 4;
        caller.send("BYE", "", "");
        TextMessage refused = caller.expect(500, "BYE");
        assertThat(refused.header("Reason")).contains("(sip.out-of-order)");
        assertThat(edge.gauge("tandem.sip.calls")).isEqualTo(1);
    }
}
