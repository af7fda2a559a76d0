package tandem.callcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tandem.agentloop.ConversationEvent;
import tandem.agentloop.ConversationFact;
import tandem.callcontrol.FakeSignaling.Command;
import tandem.callmodel.CallId;
import tandem.callmodel.time.Time;

/// All calls together, on their real threads.
@Timeout(60)
class CallsTest {

    private static final CallId ONE = new CallId("one");
    private static final CallId TWO = new CallId("two");
    private static final EndCause BYE = EndCause.of(EndCause.Kind.REMOTE_HUNG_UP, "BYE");

    private final CallWorld world = new CallWorld();
    private Calls calls = world.calls(CallSettings.defaults(), Time.system());

    @AfterEach
    void close() {
        calls.close();
    }

    @Test
    void a_call_is_greeted_talks_and_hangs_up_by_itself() {
        world.agent.whenTold(
                (conversation, _) -> conversation.report(new ConversationFact.Finished("done")));

        establish(ONE);
        world.agent.with(ONE).seat().post().accept(new ConversationEvent.RemoteHeld(false));

        Await.until("the call is gone", () -> calls.active() == 0);
        assertThat(world.signaling.told(ONE).getLast())
                .isEqualTo(
                        new Command.HungUp(ONE, EndCause.of(EndCause.Kind.AGENT_HUNG_UP, "done")));
        assertThat(kinds(ONE))
                .containsExactly("Arrived", "Answered", "Conversed", "Recorded", "Ended");
        assertThat(world.count("tandem.calls.ended", "cause", "agent_hung_up")).isEqualTo(1);
    }

    @Test
    void a_call_over_the_limit_is_refused_and_harms_nobody() {
        calls.close();
        calls = world.calls(SettingsForTests.roomFor(1, 100), Time.system());
        establish(ONE);

        invite(TWO);

        assertThat(world.signaling.told(TWO))
                .containsExactly(
                        new Command.Refused(
                                TWO,
                                Refusal.later(
                                        "calls.max-concurrent",
                                        "All 1 places are taken.",
                                        Duration.ofSeconds(5))));
        assertThat(kinds(TWO)).containsExactly("Arrived", "Refused");
        assertThat(calls.active()).isEqualTo(1);
        assertThat(world.count("tandem.calls.refused", "rule", "calls.max-concurrent"))
                .isEqualTo(1);
    }

    @Test
    void a_call_whose_mailbox_is_full_is_ended_as_overloaded_and_keeps_nobody_waiting() {
        calls.close();
        calls = world.calls(SettingsForTests.mailboxOf(16), Time.system());
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        world.agent.whenTold((_, _) -> {
            inside.countDown();
            await(blocked);
        });
        establish(ONE);
        var post = world.agent.with(ONE).seat().post();
        post.accept(new ConversationEvent.RemoteHeld(false));
        await(inside);

        // Returning at all, while the owner is stuck, is what is shown.
        IntStream.range(0, 40).forEach(_ -> post.accept(new ConversationEvent.RemoteHeld(false)));
        blocked.countDown();

        Await.until("the call is gone", () -> calls.active() == 0);
        assertThat(world.journal.facts(ONE, CallFact.Ended.class))
                .singleElement()
                .extracting(fact -> fact.cause().kind())
                .isEqualTo(EndCause.Kind.OVERLOADED);
        assertThat(world.count("tandem.calls.mailbox.refused")).isEqualTo(24);
    }

    @Test
    void a_re_invite_for_a_call_that_is_gone_is_refused() {
        world.signaling.deliver(new SipEvent.Reinvited(ONE, CallWorld.TALKING));

        assertThat(world.signaling.told(ONE))
                .containsExactly(
                        new Command.Refused(
                                ONE, Refusal.of(481, "calls.gone", "The call is over.")));
        assertThat(world.count("tandem.calls.events.late")).isEqualTo(1);
    }

    @Test
    void a_call_that_is_announced_twice_lives_once() {
        establish(ONE);

        invite(ONE);

        assertThat(calls.active()).isEqualTo(1);
        assertThat(world.agent.with(ONE).closings()).isZero();
    }

    @Test
    void draining_refuses_new_calls_and_lets_the_live_ones_finish() throws Exception {
        establish(ONE);
        CompletableFuture<Calls.Drained> drained = drainFor(Duration.ofSeconds(50));
        Await.until("draining", calls::isDraining);

        invite(TWO);
        assertThat(world.signaling.told(TWO))
                .singleElement()
                .isInstanceOfSatisfying(
                        Command.Refused.class,
                        refused ->
                                assertThat(refused.refusal().rule()).isEqualTo("calls.draining"));
        assertThat(drained).isNotDone();
        world.signaling.deliver(new SipEvent.HungUp(ONE, BYE));

        assertThat(drained.get()).isEqualTo(new Calls.Drained(1, 0, 0));
        assertThat(world.signaling.isDraining()).isTrue();
    }

    @Test
    void after_the_grace_time_the_rest_is_ended() throws Exception {
        establish(ONE);
        establish(TWO);

        Calls.Drained drained = calls.drain(Duration.ofMillis(20));

        assertThat(drained).isEqualTo(new Calls.Drained(0, 2, 0));
        assertThat(drained.isClean()).isTrue();
        for (CallId id : List.of(ONE, TWO)) {
            assertThat(world.signaling.told(id).getLast())
                    .isInstanceOfSatisfying(
                            Command.HungUp.class,
                            bye ->
                                    assertThat(bye.cause().kind())
                                            .isEqualTo(EndCause.Kind.SHUTDOWN));
        }
        assertThat(world.media.open()).isZero();
    }

    @Test
    void closing_twice_is_like_closing_once() {
        establish(ONE);

        calls.close();
        calls.close();

        assertThat(world.journal.facts(ONE, CallFact.Ended.class)).hasSize(1);
        assertThat(world.media.open()).isZero();
    }

    @Test
    void a_call_that_hangs_while_it_ends_is_counted_and_keeps_no_other_waiting() {
        calls.close();
        calls = world.calls(SettingsForTests.roomFor(10, 10), world.manualTime);
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        establish(ONE);
        world.agent.whenClosing(() -> {
            inside.countDown();
            await(blocked);
        });
        world.signaling.deliver(new SipEvent.HungUp(ONE, BYE));
        await(inside);
        world.agent.whenClosing(() -> {});

        establish(TWO);
        world.manualTime.advance(Duration.ofSeconds(5));

        Await.until(
                "the watchdog has counted it",
                () ->
                        world.registry
                                        .find("tandem.calls.end.overdue")
                                        .tag("what", "owner")
                                        .counter()
                                != null);
        blocked.countDown();
        Await.until("it is gone", () -> calls.active() == 1);
    }

    private CompletableFuture<Calls.Drained> drainFor(Duration grace) {
        CompletableFuture<Calls.Drained> drained = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                drained.complete(calls.drain(grace));
            } catch (InterruptedException interrupted) {
                drained.completeExceptionally(interrupted);
            }
        });
        return drained;
    }

    private void establish(CallId id) {
        invite(id);
        Await.until(
                id + " is answered",
                () ->
                        world.signaling.told(id).stream()
                                .anyMatch(Command.Answered.class::isInstance));
        world.signaling.deliver(new SipEvent.Acknowledged(id));
        Await.until(id + " is greeted", () -> world.agent.with(id).starts() == 1);
    }

    private void invite(CallId id) {
        world.signaling.deliver(CallWorld.invited(id));
    }

    private List<String> kinds(CallId id) {
        return world.journal.facts(id).stream().map(it -> it.getClass().getSimpleName()).toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
