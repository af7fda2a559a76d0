package tandem.callcontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.callcontrol.CallWorld.HELD;
import static tandem.callcontrol.CallWorld.ID;
import static tandem.callcontrol.CallWorld.TALKING;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.agentloop.ConversationEvent;
import tandem.agentloop.ConversationFact;
import tandem.callcontrol.FakeSignaling.Command;
import tandem.callmodel.DtmfDigit;
import tandem.callmodel.PersonalText;
import tandem.callmodel.TurnId;

/// While the conversation runs, to its goodbye.
class CallTalkTest {

    private static final TurnId TURN = TurnId.first();

    private final DrivenCall driven = new DrivenCall();

    @Test
    void bye_follows_200_ms_after_the_last_packet_of_the_goodbye() {
        driven.talk();
        driven.call.on(new CallEvent.PlayoutStarted(TURN, 0));
        driven.report(new ConversationFact.Finished("said goodbye"));

        driven.pass(Duration.ofSeconds(4));
        assertThat(driven.call.isOver()).isFalse();
        driven.call.on(
                new CallEvent.PlayoutFinished(TURN, 32_000, driven.world.manualTime.nanos()));
        driven.pass(Duration.ofMillis(199));
        assertThat(driven.call.isOver()).isFalse();
        driven.pass(Duration.ofMillis(1));

        assertThat(driven.world.signaling.told(ID).getLast())
                .isEqualTo(
                        new Command.HungUp(
                                ID, EndCause.of(EndCause.Kind.AGENT_HUNG_UP, "said goodbye")));
    }

    @Test
    void a_goodbye_whose_audio_starts_after_the_conversation_finished_is_heard_to_its_end() {
        driven.talk();
        driven.report(new ConversationFact.Finished("said goodbye"));
        driven.pass(Duration.ofMillis(39));
        driven.call.on(new CallEvent.PlayoutStarted(TURN, 0));

        driven.pass(Duration.ofSeconds(3));
        assertThat(driven.call.isOver()).isFalse();
        driven.report(new ConversationFact.AgentTurn(TURN, new PersonalText("Goodbye."), false));
        driven.pass(Duration.ofMillis(200));

        assertThat(driven.call.isOver()).isTrue();
    }

    @Test
    void a_conversation_that_waited_after_its_last_word_by_itself_does_not_wait_twice() {
        driven.talk();
        driven.call.on(new CallEvent.PlayoutStarted(TURN, 0));
        driven.call.on(new CallEvent.PlayoutFinished(TURN, 160, 0));
        driven.pass(Duration.ofMillis(200));
        driven.report(new ConversationFact.Finished("said goodbye"));

        driven.pass(Duration.ofMillis(39));
        assertThat(driven.call.isOver()).isFalse();
        driven.pass(Duration.ofMillis(1));

        assertThat(driven.call.isOver()).isTrue();
    }

    @Test
    void a_goodbye_that_never_ends_is_cut_at_its_limit() {
        driven.talk();
        driven.call.on(new CallEvent.PlayoutStarted(TURN, 0));
        driven.report(new ConversationFact.Finished("said goodbye"));

        driven.pass(Duration.ofSeconds(30));

        driven.assertHungUp(EndCause.Kind.AGENT_HUNG_UP);
    }

    @Test
    void the_end_of_an_earlier_turn_does_not_cut_the_goodbye() {
        driven.talk();
        driven.call.on(new CallEvent.PlayoutStarted(TURN.next(), 0));
        driven.report(new ConversationFact.Finished("said goodbye"));

        driven.call.on(new CallEvent.PlayoutFinished(TURN, 160, 0));
        driven.pass(Duration.ofSeconds(3));

        assertThat(driven.call.isOver()).isFalse();
    }

    @Test
    void a_held_caller_is_told_to_the_conversation_and_comes_back_without_a_timeout() {
        driven.talk();

        driven.call.on(new CallEvent.Reinvited(HELD));
        driven.call.on(new CallEvent.MediaTimedOut());

        assertThat(driven.call.isOver()).isFalse();
        assertThat(driven.world.leg().connections()).containsExactly(TALKING, HELD);

        driven.call.on(new CallEvent.Reinvited(TALKING));

        assertThat(driven.world.conversation().told())
                .containsExactly(
                        new ConversationEvent.RemoteHeld(true),
                        new ConversationEvent.RemoteHeld(false));
        assertThat(driven.world.journal.facts(ID, CallFact.Held.class))
                .extracting(CallFact.Held::held)
                .containsExactly(true, false);
        assertThat(
                        driven.world.signaling.told(ID).stream()
                                .filter(Command.Answered.class::isInstance))
                .hasSize(3);

        driven.call.on(new CallEvent.MediaTimedOut());

        driven.assertHungUp(EndCause.Kind.MEDIA_TIMED_OUT);
    }

    @Test
    void a_phone_that_sends_each_key_both_ways_is_heard_once() {
        driven.talk();

        for (DtmfDigit digit : List.of(DtmfDigit.FOUR, DtmfDigit.TWO)) {
            driven.call.on(new CallEvent.KeyHeard(digit, KeyWay.MEDIA, 5));
            driven.call.on(new CallEvent.KeyHeard(digit, KeyWay.INFO, 9));
        }

        assertThat(driven.world.conversation().told())
                .containsExactly(
                        new ConversationEvent.KeyPressed(DtmfDigit.FOUR, 5),
                        new ConversationEvent.KeyPressed(DtmfDigit.TWO, 5));
        assertThat(driven.world.journal.facts(ID, CallFact.Keyed.class))
                .extracting(CallFact.Keyed::how)
                .containsExactly("media", "media");
    }

    @Test
    void a_noted_call_back_reaches_the_conversation() {
        driven.world.desk.answerWith(new HumanDesk.Outcome.CallBackNoted("CB-7"));
        driven.talk();

        driven.report(new ConversationFact.HumanWanted("asked for a human"));

        assertThat(driven.world.desk.reasons()).containsExactly("asked for a human");
        assertThat(driven.world.conversation().told())
                .endsWith(new ConversationEvent.HandOverFailed("nobody is free", "CB-7"));
    }

    @Test
    void a_conversation_is_woken_when_it_wanted_to_be() {
        driven.talk();
        driven.world.conversation().wakeAt(Duration.ofSeconds(8).toNanos());

        driven.pass(Duration.ofMillis(7_999));
        assertThat(driven.world.conversation().wakes()).isZero();
        driven.pass(Duration.ofMillis(1));

        assertThat(driven.world.conversation().wakes()).isEqualTo(1);
        assertThat(driven.call.wake()).isFalse();
    }

    @Test
    void facts_are_placed_in_the_recording() {
        driven.talk();
        driven.pass(Duration.ofMillis(1_250));

        driven.report(new ConversationFact.ProviderFailed("recognizer", "closed"));

        assertThat(driven.world.journal.facts(ID, CallFact.Conversed.class))
                .singleElement()
                .extracting(CallFact.Conversed::sinceAnswer)
                .isEqualTo(Duration.ofMillis(1_250));
    }
}
