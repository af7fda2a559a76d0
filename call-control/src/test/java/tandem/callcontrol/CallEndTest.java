package tandem.callcontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.callcontrol.CallWorld.HELD;
import static tandem.callcontrol.CallWorld.ID;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.callcontrol.FakeSignaling.Command;
import tandem.callmodel.audio.VoiceActivity;

/// However a call ends: once, on one path, with everything closed.
class CallEndTest {

    private final DrivenCall driven = new DrivenCall();

    @Test
    void an_agent_that_throws_ends_its_call_and_everything_is_closed() {
        driven.talk();
        driven.world.agent.whenTold((_, _) -> {
            throw new IllegalStateException("defect");
        });

        driven.call.on(new CallEvent.VoiceHeard(new VoiceActivity.Started(0, 0)));
        driven.call.finish();

        driven.assertHungUp(EndCause.Kind.FAULT);
        driven.assertEndedOnce(EndCause.Kind.FAULT);
    }

    @Test
    void an_error_in_the_agent_ends_its_call_like_any_defect() {
        driven.talk();
        driven.world.agent.whenTold((_, _) -> {
            throw new StackOverflowError();
        });

        driven.call.on(new CallEvent.VoiceHeard(new VoiceActivity.Started(0, 0)));
        driven.call.finish();

        driven.assertHungUp(EndCause.Kind.FAULT);
        driven.assertEndedOnce(EndCause.Kind.FAULT);
    }

    @Test
    void a_recorder_that_fails_does_not_harm_the_call() {
        driven.world.recorder.whenStarting(() -> {
            throw new IllegalStateException("disk full");
        });

        driven.talk();

        assertThat(driven.world.conversation().starts()).isEqualTo(1);
        assertThat(driven.world.count("tandem.calls.port.failures", "port", "recorder"))
                .isEqualTo(1);
    }

    @Test
    void a_journal_that_fails_does_not_harm_the_call() {
        driven.world.journal.whenAppending(_ -> {
            throw new IllegalStateException("disk full");
        });

        driven.talk();
        driven.call.on(driven.hungUp());
        driven.call.finish();

        assertThat(driven.world.conversation().starts()).isEqualTo(1);
        assertThat(driven.world.media.open()).isZero();
        assertThat(driven.left).containsExactly(driven.call);
    }

    @Test
    void a_sip_edge_that_fails_while_hanging_up_leaves_nothing_open() {
        driven.talk();
        driven.world.signaling.whenTold(_ -> {
            throw new IllegalStateException("edge");
        });

        driven.call.on(new CallEvent.ShutDown());
        driven.call.finish();

        driven.assertEndedOnce(EndCause.Kind.SHUTDOWN);
    }

    @Test
    void what_is_closed_at_the_end_is_closed_in_order() {
        List<String> order = new ArrayList<>();
        driven.world.journal.whenAppending(fact -> order.add(fact.getClass().getSimpleName()));
        driven.talk();
        order.clear();

        driven.call.on(driven.hungUp());
        driven.call.finish();

        assertThat(driven.world.conversation().closings()).isEqualTo(1);
        assertThat(driven.world.conversation().trespasses()).isZero();
        assertThat(driven.world.leg().commands().getLast()).isEqualTo("close");
        assertThat(order).containsExactly("Recorded", "Ended");
        assertThat(driven.left).containsExactly(driven.call);
    }

    @Test
    void a_failure_to_close_one_thing_keeps_nothing_else_open() {
        driven.talk();
        driven.world.agent.whenClosing(() -> {
            throw new IllegalStateException("defect");
        });

        driven.call.on(driven.hungUp());
        driven.call.finish();

        driven.assertEndedOnce(EndCause.Kind.REMOTE_HUNG_UP);
        assertThat(driven.world.count("tandem.calls.port.failures", "port", "agent")).isEqualTo(1);
    }

    @Test
    void a_recording_that_is_not_written_in_five_seconds_is_counted_and_keeps_nobody_waiting() {
        driven.world.recorder.writeLater();
        driven.talk();
        driven.call.on(driven.hungUp());
        driven.call.finish();
        assertThat(driven.left).containsExactly(driven.call);

        driven.pass(Duration.ofSeconds(5));
        driven.watch.sweep();

        assertThat(driven.world.count("tandem.calls.end.overdue", "what", "recording"))
                .isEqualTo(1);
        driven.world.recorder.recordings().get(ID).written();
        assertThat(driven.world.journal.facts(ID).getLast()).isInstanceOf(CallFact.Recorded.class);
    }

    @Test
    void the_longest_call_is_ended() {
        driven.talk();

        driven.pass(CallSettings.defaults().maxDuration());

        driven.assertHungUp(EndCause.Kind.TOO_LONG);
    }

    @Test
    void an_event_after_the_end_changes_nothing() {
        driven.talk();
        driven.call.on(driven.hungUp());
        List<Command> before = driven.world.signaling.told(ID);

        driven.call.on(new CallEvent.Acknowledged());
        driven.call.on(new CallEvent.Reinvited(HELD));
        driven.call.on(new CallEvent.ShutDown());
        driven.call.finish();

        assertThat(driven.world.signaling.told(ID)).isEqualTo(before);
        driven.assertEndedOnce(EndCause.Kind.REMOTE_HUNG_UP);
    }
}
