package tandem.callcontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.callcontrol.CallWorld.HELD;
import static tandem.callcontrol.CallWorld.ID;
import static tandem.callcontrol.CallWorld.TALKING;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tandem.agentloop.ConversationEvent;
import tandem.callcontrol.FakeSignaling.Command;
import tandem.callmodel.audio.VoiceActivity;

/// From INVITE to the first word, step by step on standing time.
class CallSetupTest {

    private final DrivenCall driven = new DrivenCall();

    @Test
    void a_call_is_rung_answered_connected_and_greeted_in_that_order() {
        driven.begin();

        assertThat(driven.world.signaling.told(ID))
                .containsExactly(
                        new Command.Rang(ID), new Command.Answered(ID, driven.world.leg().local()));
        assertThat(driven.world.leg().connections()).containsExactly(TALKING);
        assertThat(driven.world.conversation().starts()).isZero();

        driven.call.on(new CallEvent.Acknowledged());

        assertThat(driven.world.conversation().starts()).isEqualTo(1);
    }

    @Test
    void the_agent_starts_at_the_first_sound_when_the_ack_is_late_and_only_once() {
        driven.begin();
        VoiceActivity voice = new VoiceActivity.Started(160, 1);

        driven.call.on(new CallEvent.VoiceHeard(voice));
        driven.call.on(new CallEvent.Acknowledged());

        assertThat(driven.world.conversation().starts()).isEqualTo(1);
        assertThat(driven.world.conversation().told())
                .containsExactly(new ConversationEvent.Voiced(voice));
    }

    @Test
    void a_caller_who_cancels_while_it_rings_is_not_answered() {
        driven.renew(SettingsForTests.ringing(Duration.ofSeconds(3)), TALKING);
        driven.begin();

        driven.call.on(new CallEvent.RemoteCancelled());
        driven.call.finish();

        assertThat(driven.world.signaling.told(ID)).containsExactly(new Command.Rang(ID));
        driven.assertEndedOnce(EndCause.Kind.REMOTE_CANCELLED);
    }

    @Test
    void a_ringing_call_is_answered_after_the_ring_time() {
        driven.renew(SettingsForTests.ringing(Duration.ofSeconds(3)), TALKING);
        driven.begin();

        driven.pass(Duration.ofMillis(2_999));
        assertThat(driven.world.signaling.told(ID)).hasSize(1);
        driven.pass(Duration.ofMillis(1));

        assertThat(driven.world.signaling.told(ID).getLast()).isInstanceOf(Command.Answered.class);
    }

    @Test
    void exhausted_ports_refuse_the_call_with_503() {
        CallWorld full = new CallWorld(0);
        DrivenCall refused = new DrivenCall(full);

        refused.begin();
        refused.call.finish();

        Refusal refusal =
                Refusal.later("media.ports", "All 0 media ports are taken.", Duration.ofSeconds(5));
        assertThat(full.signaling.told(ID)).containsExactly(new Command.Refused(ID, refusal));
        assertThat(full.journal.facts(ID))
                .extracting(fact -> (Object) fact.getClass())
                .containsExactly(CallFact.Refused.class, CallFact.Ended.class);
        assertThat(full.count("tandem.calls.refused", "rule", "media.ports")).isEqualTo(1);
    }

    @Test
    void an_agent_that_cannot_join_gets_the_caller_a_500() {
        driven.world.agent.whenJoining(() -> {
            throw new IllegalStateException("no seat");
        });

        driven.begin();
        driven.call.finish();

        assertThat(driven.world.signaling.told(ID).getLast())
                .isEqualTo(
                        new Command.Refused(
                                ID,
                                Refusal.of(
                                        500,
                                        "calls.fault",
                                        "A defect ended the call; see the log.")));
        assertThat(driven.world.count("tandem.calls.faults")).isEqualTo(1);
        assertThat(driven.world.media.open()).isZero();
        assertThat(driven.ended().cause().kind()).isEqualTo(EndCause.Kind.FAULT);
    }

    @Test
    void an_answer_that_is_never_acknowledged_is_given_up() {
        driven.begin();

        driven.pass(Duration.ofSeconds(40));

        driven.assertHungUp(EndCause.Kind.NOT_ACKNOWLEDGED);
    }

    @Test
    void a_call_that_begins_on_hold_is_greeted_when_the_far_end_can_hear_it() {
        driven.renew(CallSettings.defaults(), HELD);
        driven.talk();
        assertThat(driven.world.conversation().starts()).isZero();

        driven.call.on(new CallEvent.Reinvited(TALKING));

        assertThat(driven.world.conversation().starts()).isEqualTo(1);
    }
}
