package tandem.sipedge.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import tandem.callcontrol.Codec;
import tandem.callcontrol.EndCause;
import tandem.callcontrol.MediaAddress;
import tandem.callcontrol.Refusal;
import tandem.callcontrol.SipEvent;
import tandem.callmodel.CallId;
import tandem.sipedge.sdp.AnswerRules;
import tandem.sipedge.sdp.Negotiation;
import tandem.sipedge.sdp.SessionDescription;

/// The dialog by itself: invariants under a random walk, and the times of the repeated answer.
class DialogStateTest {

    private record Request(String name) implements Exchange {}

    private static final Timings TIMINGS =
            Timings.of(Duration.ofMillis(500), Duration.ofSeconds(4), Duration.ofSeconds(60));
    private static final CallId CALL = CallId.of(UUID.randomUUID());
    private static final MediaAddress LOCAL =
            new MediaAddress(InetAddress.getLoopbackAddress(), 4_000);
    private static final EndCause GOODBYE = EndCause.of(EndCause.Kind.AGENT_HUNG_UP, "Goodbye.");

    private static Negotiation offer(String direction) {
        AnswerRules rules = new AnswerRules(List.of(Codec.PCMU), false, Duration.ofMillis(20));
        try {
            return rules.negotiate(
                    SessionDescription.parse(
                            "v=0\no=- 1 1 IN IP4 10.0.0.1\ns=-\nc=IN IP4 10.0.0.1\nt=0 0\n"
                                    + "m=audio 4000 RTP/AVP 0\na="
                                    + direction
                                    + "\n"));
        } catch (tandem.sipedge.sdp.SdpException e) {
            throw new AssertionError(e);
        }
    }

    private static DialogState offered() {
        return DialogState.offered(
                CALL, TIMINGS, new Request("INVITE"), (Negotiation.Agreed) offer("sendrecv"), 0);
    }

    @Test
    void the_answer_is_repeated_at_the_times_of_rfc_3261() {
        DialogState state = offered().on(new DialogEvent.AnswerAsked(LOCAL), 0).next();
        List<Long> repeats = new ArrayList<>();
        long end = -1;
        while (end < 0) {
            long now = state.wakeAt().orElseThrow();
            Step step = state.on(new DialogEvent.TimePassed(), now);
            state = step.next();
            if (step.effects().contains(new DialogEffect.ResendAnswer())) {
                repeats.add(Duration.ofNanos(now).toMillis());
            } else {
                end = Duration.ofNanos(now).toMillis();
                assertThat(step.effects().getFirst()).isInstanceOf(DialogEffect.SendBye.class);
            }
        }
        assertThat(repeats)
                .containsExactly(
                        500L, 1_500L, 3_500L, 7_500L, 11_500L, 15_500L, 19_500L, 23_500L, 27_500L,
                        31_500L);
        assertThat(end).isEqualTo(32_000);
    }

    @Test
    void every_walk_answers_every_request_once_and_tells_one_end() {
        for (int seed = 0; seed < 5_000; seed++) {
            walk(seed);
        }
    }

    private static void walk(int seed) {
        Random random = new Random(seed);
        List<Exchange> open = new ArrayList<>();
        Exchange invite = new Request("INVITE " + seed);
        open.add(invite);
        DialogState state =
                DialogState.offered(
                        CALL, TIMINGS, invite, (Negotiation.Agreed) offer("sendrecv"), 0);
        long now = 0;
        int byes = 0;
        int ends = 0;
        for (int n = 0; n < 40; n++) {
            now += random.nextLong(Duration.ofSeconds(10).toNanos());
            Exchange exchange = new Request(n + " of " + seed);
            DialogEvent event = event(random, exchange);
            if (isRequest(event)) {
                open.add(exchange);
            }
            boolean ended = state instanceof Ended;
            Step step = state.on(event, now);
            state = step.next();
            for (DialogEffect effect : step.effects()) {
                switch (effect) {
                    case DialogEffect.SendAnswer(var to, _, _) -> answered(open, to, seed);
                    case DialogEffect.Reply(var to, _) -> answered(open, to, seed);
                    case DialogEffect.Refuse(var to, _, _) -> answered(open, to, seed);
                    case DialogEffect.SendBye _ -> byes++;
                    case DialogEffect.Tell(SipEvent.HungUp _),
                            DialogEffect.Tell(SipEvent.Cancelled _) ->
                            ends++;
                    case DialogEffect.Tell _ ->
                            assertThat(ended).as("told after the end, seed " + seed).isFalse();
                    case DialogEffect.SendRinging _, DialogEffect.ResendAnswer _ -> {}
                }
            }
        }
        assertThat(byes).as("BYEs, seed " + seed).isLessThanOrEqualTo(1);
        assertThat(ends).as("ends told, seed " + seed).isLessThanOrEqualTo(1);
        if (state instanceof Ended) {
            assertThat(open).as("requests without a final response, seed " + seed).isEmpty();
        }
    }

    private static void answered(List<Exchange> open, Exchange to, int seed) {
        assertThat(open.remove(to)).as(to + " answered once, seed " + seed).isTrue();
    }

    private static boolean isRequest(DialogEvent event) {
        return switch (event) {
            case DialogEvent.ByeReceived _,
                    DialogEvent.CancelReceived _,
                    DialogEvent.ReinviteReceived _,
                    DialogEvent.InfoReceived _,
                    DialogEvent.OptionsReceived _ ->
                    true;
            case DialogEvent.RingAsked _,
                    DialogEvent.AnswerAsked _,
                    DialogEvent.RefuseAsked _,
                    DialogEvent.HangUpAsked _,
                    DialogEvent.AckReceived _,
                    DialogEvent.ByeFinished _,
                    DialogEvent.TimePassed _,
                    DialogEvent.Overflowed _ ->
                    false;
        };
    }

    private static DialogEvent event(Random random, Exchange exchange) {
        List<Supplier<DialogEvent>> all =
                List.of(
                        DialogEvent.RingAsked::new,
                        () -> new DialogEvent.AnswerAsked(LOCAL),
                        () -> new DialogEvent.AnswerAsked(LOCAL),
                        () -> new DialogEvent.RefuseAsked(Refusal.of(486, "busy", "Busy.")),
                        () -> new DialogEvent.HangUpAsked(GOODBYE),
                        DialogEvent.AckReceived::new,
                        DialogEvent.AckReceived::new,
                        () -> new DialogEvent.CancelReceived(exchange),
                        () -> new DialogEvent.ByeReceived(exchange),
                        () -> new DialogEvent.ReinviteReceived(exchange, offer("sendrecv")),
                        () -> new DialogEvent.ReinviteReceived(exchange, offer("sendonly")),
                        () -> new DialogEvent.InfoReceived(exchange, new InfoBody.Nothing()),
                        () -> new DialogEvent.OptionsReceived(exchange),
                        DialogEvent.TimePassed::new,
                        DialogEvent.ByeFinished::new,
                        DialogEvent.Overflowed::new);
        return all.get(random.nextInt(all.size())).get();
    }
}
