package tandem.sipedge.jain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tandem.callcontrol.EndCause;
import tandem.callcontrol.Refusal;
import tandem.callcontrol.SipEvent;

/// Calls that end in every way there is leave nothing behind.
class ManyCallsTest {

    private static final int CALLS = 500;

    @Test
    void five_hundred_calls_leave_no_call_no_dialog_and_no_transaction() throws Exception {
        Random random = new Random(500);
        try (TestEdge edge = TestEdge.started();
                SipSocket udp = SipSocket.udp(edge.port());
                SipSocket tcp = SipSocket.tcp(edge.port())) {
            for (int n = 0; n < CALLS; n++) {
                call(edge, n % 2 == 0 ? udp : tcp, random.nextInt(6));
            }
            edge.awaitNoCalls();
            assertThat(edge.registry.find("tandem.sip.faults").counter()).isNull();
            assertThat(edge.events).isEmpty();
            // Over UDP transactions stay for 64·T1 to answer what is repeated (RFC 3261 §17.2).
            TestEdge.await(
                    "no transaction is left",
                    Duration.ofSeconds(90),
                    () ->
                            edge.gauge("tandem.sip.transactions.server") == 0
                                    && edge.gauge("tandem.sip.transactions.client") == 0
                                    && edge.gauge("tandem.sip.invites.remembered") == 0);
        }
    }

    private static void call(TestEdge edge, SipSocket socket, int ending) throws Exception {
        TextCaller caller = new TextCaller(socket, edge.port());
        caller.invite(TextCaller.OFFER);
        SipEvent.Invited invited = edge.expect(SipEvent.Invited.class);
        switch (ending) {
            case 0 -> {
                caller.cancel();
                caller.expect(487, "INVITE");
                caller.ackRefusal();
                edge.expect(SipEvent.Cancelled.class);
            }
            case 1 -> {
                edge.signaling.refuse(invited.call(), Refusal.of(486, "test.busy", "Busy."));
                caller.expect(486, "INVITE");
                caller.ackRefusal();
            }
            default -> {
                edge.signaling.ring(invited.call());
                edge.signaling.answer(invited.call(), TestEdge.LOCAL);
                caller.expect(200, "INVITE");
                caller.ack();
                edge.expect(SipEvent.Acknowledged.class);
                finish(edge, caller, invited, ending);
            }
        }
    }

    private static void finish(
            TestEdge edge, TextCaller caller, SipEvent.Invited invited, int ending)
            throws Exception {
        if (ending == 2) {
            caller.invite(TextCaller.OFFER + "a=sendonly\r\n");
            edge.expect(SipEvent.Reinvited.class);
            edge.signaling.answer(invited.call(), TestEdge.LOCAL);
            caller.expect(200, "INVITE");
            caller.ack();
        }
        if (ending == 3) {
            caller.send("INFO", "Content-Type: application/dtmf\r\n", "1");
            caller.expect(200, "INFO");
            edge.expect(SipEvent.KeyByInfo.class);
        }
        if (ending == 4) {
            edge.signaling.hangUp(
                    invited.call(), EndCause.of(EndCause.Kind.AGENT_HUNG_UP, "Goodbye."));
            caller.ok(caller.expectRequest("BYE"));
        } else {
            caller.send("BYE", "", "");
            caller.expect(200, "BYE");
            edge.expect(SipEvent.HungUp.class);
        }
    }
}
