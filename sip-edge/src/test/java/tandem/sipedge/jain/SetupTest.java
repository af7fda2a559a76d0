package tandem.sipedge.jain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.callcontrol.EndCause;
import tandem.callcontrol.Refusal;
import tandem.callcontrol.SipEvent;

/// From INVITE to the ACK: cancelling, refusing, repeating, losing.
class SetupTest {

    private static final Duration QUIET = Duration.ofMillis(300);

    private TestEdge edge;

    @BeforeEach
    void start() throws Exception {
        TestSettings settings = new TestSettings();
        settings.t1 = Duration.ofMillis(20);
        edge = new TestEdge(settings.build());
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
    void a_caller_cancels_before_the_answer(String transport) throws Exception {
        try (TextCaller caller = caller(transport)) {
            caller.invite(TextCaller.OFFER);
            SipEvent.Invited invited = edge.expect(SipEvent.Invited.class);
            edge.signaling.ring(invited.call());
            caller.expect(180, "INVITE");
            caller.toTag = "";
            caller.cancel();
            caller.expect(200, "CANCEL");
            TextMessage terminated = caller.expect(487, "INVITE");
            assertThat(terminated.tag("To")).isNotEmpty();
            caller.ackRefusal();
            assertThat(edge.expect(SipEvent.Cancelled.class).call()).isEqualTo(invited.call());
            edge.awaitNoCalls();

            // An answer that comes too late does nothing.
            edge.signaling.answer(invited.call(), TestEdge.LOCAL);
            assertThat(caller.socket.receive(QUIET)).isEmpty();
        }
    }

    @Test
    void a_cancel_of_nothing_is_told_481() throws Exception {
        try (TextCaller caller = TextCaller.udp(edge.port())) {
            caller.newBranch();
            caller.sequence = 1;
            caller.cancel();
            caller.expect(481, "CANCEL");
        }
    }

    @Test
    void a_cancel_after_the_answer_is_answered_and_changes_nothing() throws Exception {
        try (TextCaller caller = TextCaller.udp(edge.port())) {
            caller.invite(TextCaller.OFFER);
            SipEvent.Invited invited = edge.expect(SipEvent.Invited.class);
            edge.signaling.answer(invited.call(), TestEdge.LOCAL);
            caller.expect(200, "INVITE");
            String tag = caller.toTag;
            caller.toTag = "";
            caller.cancel();
            // The stack answers this one itself, and forgets the tag.
            caller.await(
                    m -> m.isResponse() && m.status() == 200 && m.method().equals("CANCEL"),
                    "200 to CANCEL");
            caller.toTag = tag;
            caller.ack();
            edge.expect(SipEvent.Acknowledged.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UDP", "TCP"})
    void call_control_refuses_and_says_why_and_when_to_come_back(String transport)
            throws Exception {
        try (TextCaller caller = caller(transport)) {
            caller.invite(TextCaller.OFFER);
            SipEvent.Invited invited = edge.expect(SipEvent.Invited.class);
            edge.signaling.refuse(
                    invited.call(),
                    Refusal.later(
                            "calls.max-concurrent", "All lines are busy.", Duration.ofSeconds(17)));
            TextMessage refused = caller.expect(503, "INVITE");
            assertThat(refused.startLine()).isEqualTo("SIP/2.0 503 Service unavailable");
            assertThat(refused.header("Retry-After")).isEqualTo("17");
            assertThat(refused.header("Reason"))
                    .isEqualTo("SIP;cause=503;text=\"All lines are busy. (calls.max-concurrent)\"");
            caller.ackRefusal();
            edge.awaitNoCalls();
            assertThat(edge.count("tandem.sip.refused", "rule", "calls.max-concurrent"))
                    .isEqualTo(1);
            assertThat(edge.events).isEmpty();
        }
    }

    @Test
    void a_refusal_that_tries_to_write_headers_writes_none() throws Exception {
        try (TextCaller caller = TextCaller.udp(edge.port())) {
            caller.invite(TextCaller.OFFER);
            SipEvent.Invited invited = edge.expect(SipEvent.Invited.class);
            edge.signaling.refuse(
                    invited.call(), Refusal.of(486, "busy", "Busy.\r\nContact: <sip:evil>"));
            TextMessage refused = caller.expect(486, "INVITE");
            assertThat(refused.header("Reason")).isEqualTo("SIP;cause=486");
            assertThat(refused.raw()).doesNotContain("evil");
            caller.ackRefusal();
        }
    }

    @Test
    void hanging_up_before_the_answer_is_a_refusal() throws Exception {
        try (TextCaller caller = TextCaller.udp(edge.port())) {
            caller.invite(TextCaller.OFFER);
            SipEvent.Invited invited = edge.expect(SipEvent.Invited.class);
            edge.signaling.hangUp(
                    invited.call(),
                    EndCause.of(EndCause.Kind.SETUP_FAILED, "No RTP port is free."));
            TextMessage refused = caller.expect(500, "INVITE");
            assertThat(refused.header("Reason")).contains("No RTP port is free.");
            caller.ackRefusal();
            edge.awaitNoCalls();
        }
    }

    @Test
    void a_retransmitted_invite_is_the_same_call_before_and_after_the_answer() throws Exception {
        try (TextCaller caller = TextCaller.udp(edge.port())) {
            String invite = caller.invite(TextCaller.OFFER);
            SipEvent.Invited invited = edge.expect(SipEvent.Invited.class);
            caller.expect(100, "INVITE");
            edge.signaling.ring(invited.call());
            caller.expect(180, "INVITE");
            caller.socket.send(invite);
            caller.expect(180, "INVITE");
            edge.signaling.answer(invited.call(), TestEdge.LOCAL);
            caller.expect(200, "INVITE");
            caller.socket.send(invite);
            caller.ack();
            edge.expect(SipEvent.Acknowledged.class);
            caller.socket.send(invite);
            caller.send("OPTIONS", "", "");
            caller.expect(200, "OPTIONS");
            assertThat(edge.events).isEmpty();
            assertThat(edge.gauge("tandem.sip.calls")).isEqualTo(1);
        }
    }

    @Test
    void an_answer_is_repeated_at_doubling_intervals_until_its_ack() throws Exception {
        try (TextCaller caller = TextCaller.udp(edge.port())) {
            caller.invite(TextCaller.OFFER);
            SipEvent.Invited invited = edge.expect(SipEvent.Invited.class);
            edge.signaling.answer(invited.call(), TestEdge.LOCAL);
            TextMessage first = caller.expect(200, "INVITE");
            for (int n = 0; n < 3; n++) {
                assertThat(caller.expect(200, "INVITE").raw()).isEqualTo(first.raw());
            }
            caller.ack();
            edge.expect(SipEvent.Acknowledged.class);
            while (caller.socket.receive(QUIET).isPresent()) {
                // Those that were on their way.
            }
            assertThat(caller.socket.receive(QUIET)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UDP", "TCP"})
    void a_copy_of_the_invite_that_comes_late_is_no_second_call(String transport) throws Exception {
        TestSettings settings = new TestSettings();
        settings.t1 = Duration.ofMillis(500);
        try (TestEdge slow = new TestEdge(settings.build());
                TextCaller caller =
                        transport.equals("UDP")
                                ? TextCaller.udp(slow.port())
                                : TextCaller.tcp(slow.port())) {
            String invite = caller.invite(TextCaller.OFFER);
            SipEvent.Invited invited = slow.expect(SipEvent.Invited.class);
            slow.signaling.answer(invited.call(), TestEdge.LOCAL);
            caller.expect(200, "INVITE");
            // The stack has forgotten the transaction; the answer is repeated all the same.
            TestEdge.await(
                    "the transaction is gone",
                    () -> slow.gauge("tandem.sip.transactions.server") == 0);
            caller.expect(200, "INVITE");
            caller.expect(200, "INVITE");
            caller.socket.send(invite);
            caller.ack();
            slow.expect(SipEvent.Acknowledged.class);
            caller.socket.send(invite);
            caller.send("BYE", "", "");
            caller.expect(200, "BYE");
            slow.expect(SipEvent.HungUp.class);
            caller.toTag = "";
            caller.socket.send(invite);
            caller.send("OPTIONS", "", "");
            caller.expect(200, "OPTIONS");
            assertThat(slow.events).isEmpty();
            slow.awaitNoCalls();
            assertThat(slow.registry.find("tandem.sip.send.failed").counter()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UDP", "TCP"})
    void an_answer_that_is_never_acknowledged_is_given_up_with_bye(String transport)
            throws Exception {
        try (TextCaller caller = caller(transport)) {
            caller.invite(TextCaller.OFFER);
            SipEvent.Invited invited = edge.expect(SipEvent.Invited.class);
            edge.signaling.answer(invited.call(), TestEdge.LOCAL);
            TextMessage bye = caller.expectRequest("BYE");
            assertThat(bye.header("Reason"))
                    .isEqualTo("Q.850;cause=102;text=\"The answer was never acknowledged.\"");
            SipEvent.HungUp end = edge.expect(SipEvent.HungUp.class);
            assertThat(end.cause().kind()).isEqualTo(EndCause.Kind.NOT_ACKNOWLEDGED);
            List<TextMessage> answers =
                    caller.passedOver.stream()
                            .filter(m -> m.isResponse() && m.status() == 200)
                            .toList();
            // T1 = 20 ms: at 0, 20, 60, 140, 300, 620, 1260 ms; given up at 1280 ms.
            assertThat(answers).hasSizeBetween(4, 7);
            assertThat(edge.registry.find("tandem.sip.send.failed").counter()).isNull();
            caller.ok(bye);
            edge.awaitNoCalls();
        }
    }

    @Test
    void hanging_up_between_answer_and_ack_waits_for_the_ack() throws Exception {
        try (TextCaller caller = TextCaller.udp(edge.port())) {
            caller.invite(TextCaller.OFFER);
            SipEvent.Invited invited = edge.expect(SipEvent.Invited.class);
            edge.signaling.answer(invited.call(), TestEdge.LOCAL);
            edge.signaling.hangUp(
                    invited.call(), EndCause.of(EndCause.Kind.AGENT_HUNG_UP, "Goodbye."));
            caller.expect(200, "INVITE");
            TextMessage next = caller.socket.receive(TextCaller.PATIENCE).orElseThrow();
            assertThat(next.isResponse()).as("no BYE before the ACK: " + next).isTrue();
            caller.ack();
            caller.ok(caller.expectRequest("BYE"));
            edge.awaitNoCalls();
        }
    }

    @Test
    void a_bye_that_is_never_answered_ends_all_the_same() throws Exception {
        try (TextCaller caller = TextCaller.udp(edge.port())) {
            SipEvent.Invited invited = edge.established(caller);
            edge.signaling.hangUp(
                    invited.call(), EndCause.of(EndCause.Kind.AGENT_HUNG_UP, "Goodbye."));
            caller.expectRequest("BYE");
            edge.awaitNoCalls();
        }
    }

    @Test
    void byes_that_cross_are_both_right() throws Exception {
        try (TextCaller caller = TextCaller.udp(edge.port())) {
            SipEvent.Invited invited = edge.established(caller);
            edge.signaling.hangUp(
                    invited.call(), EndCause.of(EndCause.Kind.AGENT_HUNG_UP, "Goodbye."));
            TextMessage bye = caller.expectRequest("BYE");
            caller.send("BYE", "", "");
            caller.expect(200, "BYE");
            caller.ok(bye);
            edge.awaitNoCalls();
            assertThat(edge.events).isEmpty();
        }
    }

    @Test
    void a_bye_before_the_answer_ends_the_call() throws Exception {
        try (TextCaller caller = TextCaller.udp(edge.port())) {
            caller.invite(TextCaller.OFFER);
            SipEvent.Invited invited = edge.expect(SipEvent.Invited.class);
            edge.signaling.ring(invited.call());
            caller.expect(180, "INVITE");
            caller.send("BYE", "", "");
            caller.expect(200, "BYE");
            caller.expect(487, "INVITE");
            assertThat(edge.expect(SipEvent.HungUp.class).cause().kind())
                    .isEqualTo(EndCause.Kind.REMOTE_HUNG_UP);
            edge.awaitNoCalls();
        }
    }
}
