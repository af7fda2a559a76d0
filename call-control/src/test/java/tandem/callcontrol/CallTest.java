package tandem.callcontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.callcontrol.CallWorld.HELD;
import static tandem.callcontrol.CallWorld.ID;
import static tandem.callcontrol.CallWorld.TALKING;
import static tandem.callcontrol.CallWorld.invited;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.agentloop.ConversationEvent;
import tandem.agentloop.ConversationFact;
import tandem.callcontrol.FakeSignaling.Command;
import tandem.callmodel.DtmfDigit;
import tandem.callmodel.PersonalText;
import tandem.callmodel.TurnId;
import tandem.callmodel.audio.VoiceActivity;

/// One call's owner, driven step by step on standing time.
class CallTest {

    private static final TurnId TURN = TurnId.first();

    private final CallWorld world = new CallWorld();
    private final List<Call> left = new ArrayList<>();
    private final EndWatch watch = new EndWatch(world.manualTime, new CallMeters(world.registry));
    private Call call = call(CallSettings.defaults());

    @Test
    void a_call_is_rung_answered_connected_and_greeted_in_that_order() {
        begin();

        assertThat(world.signaling.told(ID))
                .containsExactly(
                        new Command.Rang(ID), new Command.Answered(ID, world.leg().local()));
        assertThat(world.leg().connections()).containsExactly(TALKING);
        assertThat(world.conversation().starts()).isZero();

        call.on(new CallEvent.Acknowledged());

        assertThat(world.conversation().starts()).isEqualTo(1);
    }

    @Test
    void the_agent_starts_at_the_first_sound_when_the_ack_is_late_and_only_once() {
        begin();
        VoiceActivity voice = new VoiceActivity.Started(160, 1);

        call.on(new CallEvent.VoiceHeard(voice));
        call.on(new CallEvent.Acknowledged());

        assertThat(world.conversation().starts()).isEqualTo(1);
        assertThat(world.conversation().told())
                .containsExactly(new ConversationEvent.Voiced(voice));
    }

    @Test
    void a_caller_who_cancels_while_it_rings_is_not_answered() {
        call = call(SettingsForTests.ringing(Duration.ofSeconds(3)));
        begin();

        call.on(new CallEvent.RemoteCancelled());
        call.finish();

        assertThat(world.signaling.told(ID)).containsExactly(new Command.Rang(ID));
        assertEndedOnce(EndCause.Kind.REMOTE_CANCELLED);
    }

    @Test
    void a_ringing_call_is_answered_after_the_ring_time() {
        call = call(SettingsForTests.ringing(Duration.ofSeconds(3)));
        begin();

        pass(Duration.ofMillis(2_999));
        assertThat(world.signaling.told(ID)).hasSize(1);
        pass(Duration.ofMillis(1));

        assertThat(world.signaling.told(ID).getLast()).isInstanceOf(Command.Answered.class);
    }

    @Test
    void exhausted_ports_refuse_the_call_with_503() {
        CallWorld full = new CallWorld(0);
        Call refused = call(full, CallSettings.defaults());

        refused.on(new CallEvent.Began());
        refused.finish();

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
        world.agent.whenJoining(() -> {
            throw new IllegalStateException("no seat");
        });

        begin();
        call.finish();

        assertThat(world.signaling.told(ID).getLast())
                .isEqualTo(
                        new Command.Refused(
                                ID,
                                Refusal.of(
                                        500,
                                        "calls.fault",
                                        "A defect ended the call; see the log.")));
        assertThat(world.count("tandem.calls.faults")).isEqualTo(1);
        assertThat(world.media.open()).isZero();
        assertThat(ended().cause().kind()).isEqualTo(EndCause.Kind.FAULT);
    }

    @Test
    void an_agent_that_throws_ends_its_call_and_everything_is_closed() {
        talk();
        world.agent.whenTold((_, _) -> {
            throw new IllegalStateException("defect");
        });

        call.on(new CallEvent.VoiceHeard(new VoiceActivity.Started(0, 0)));
        call.finish();

        assertHungUp(EndCause.Kind.FAULT);
        assertEndedOnce(EndCause.Kind.FAULT);
    }

    @Test
    void an_error_in_the_agent_ends_its_call_like_any_defect() {
        talk();
        world.agent.whenTold((_, _) -> {
            throw new StackOverflowError();
        });

        call.on(new CallEvent.VoiceHeard(new VoiceActivity.Started(0, 0)));
        call.finish();

        assertHungUp(EndCause.Kind.FAULT);
        assertEndedOnce(EndCause.Kind.FAULT);
    }

    @Test
    void a_recorder_that_fails_does_not_harm_the_call() {
        world.recorder.whenStarting(() -> {
            throw new IllegalStateException("disk full");
        });

        talk();

        assertThat(world.conversation().starts()).isEqualTo(1);
        assertThat(world.count("tandem.calls.port.failures", "port", "recorder")).isEqualTo(1);
    }

    @Test
    void a_journal_that_fails_does_not_harm_the_call() {
        world.journal.whenAppending(_ -> {
            throw new IllegalStateException("disk full");
        });

        talk();
        call.on(hungUp());
        call.finish();

        assertThat(world.conversation().starts()).isEqualTo(1);
        assertThat(world.media.open()).isZero();
        assertThat(left).containsExactly(call);
    }

    @Test
    void a_sip_edge_that_fails_while_hanging_up_leaves_nothing_open() {
        talk();
        world.signaling.whenTold(_ -> {
            throw new IllegalStateException("edge");
        });

        call.on(new CallEvent.ShutDown());
        call.finish();

        assertEndedOnce(EndCause.Kind.SHUTDOWN);
    }

    @Test
    void what_is_closed_at_the_end_is_closed_in_order() {
        List<String> order = new ArrayList<>();
        world.journal.whenAppending(fact -> order.add(fact.getClass().getSimpleName()));
        talk();
        order.clear();

        call.on(hungUp());
        call.finish();

        assertThat(world.conversation().closings()).isEqualTo(1);
        assertThat(world.conversation().trespasses()).isZero();
        assertThat(world.leg().commands().getLast()).isEqualTo("close");
        assertThat(order).containsExactly("Recorded", "Ended");
        assertThat(left).containsExactly(call);
    }

    @Test
    void a_failure_to_close_one_thing_keeps_nothing_else_open() {
        talk();
        world.agent.whenClosing(() -> {
            throw new IllegalStateException("defect");
        });

        call.on(hungUp());
        call.finish();

        assertEndedOnce(EndCause.Kind.REMOTE_HUNG_UP);
        assertThat(world.count("tandem.calls.port.failures", "port", "agent")).isEqualTo(1);
    }

    @Test
    void bye_follows_200_ms_after_the_last_packet_of_the_goodbye() {
        talk();
        call.on(new CallEvent.PlayoutStarted(TURN, 0));
        report(new ConversationFact.Finished("said goodbye"));

        pass(Duration.ofSeconds(4));
        assertThat(call.isOver()).isFalse();
        call.on(new CallEvent.PlayoutFinished(TURN, 32_000, world.manualTime.nanos()));
        pass(Duration.ofMillis(199));
        assertThat(call.isOver()).isFalse();
        pass(Duration.ofMillis(1));

        assertThat(world.signaling.told(ID).getLast())
                .isEqualTo(
                        new Command.HungUp(
                                ID, EndCause.of(EndCause.Kind.AGENT_HUNG_UP, "said goodbye")));
    }

    @Test
    void a_goodbye_whose_audio_starts_after_the_conversation_finished_is_heard_to_its_end() {
        talk();
        report(new ConversationFact.Finished("said goodbye"));
        pass(Duration.ofMillis(39));
        call.on(new CallEvent.PlayoutStarted(TURN, 0));

        pass(Duration.ofSeconds(3));
        assertThat(call.isOver()).isFalse();
        report(new ConversationFact.AgentTurn(TURN, new PersonalText("Goodbye."), false));
        pass(Duration.ofMillis(200));

        assertThat(call.isOver()).isTrue();
    }

    @Test
    void a_conversation_that_waited_after_its_last_word_by_itself_does_not_wait_twice() {
        talk();
        call.on(new CallEvent.PlayoutStarted(TURN, 0));
        call.on(new CallEvent.PlayoutFinished(TURN, 160, 0));
        pass(Duration.ofMillis(200));
        report(new ConversationFact.Finished("said goodbye"));

        pass(Duration.ofMillis(39));
        assertThat(call.isOver()).isFalse();
        pass(Duration.ofMillis(1));

        assertThat(call.isOver()).isTrue();
    }

    @Test
    void a_goodbye_that_never_ends_is_cut_at_its_limit() {
        talk();
        call.on(new CallEvent.PlayoutStarted(TURN, 0));
        report(new ConversationFact.Finished("said goodbye"));

        pass(Duration.ofSeconds(30));

        assertHungUp(EndCause.Kind.AGENT_HUNG_UP);
    }

    @Test
    void the_end_of_an_earlier_turn_does_not_cut_the_goodbye() {
        talk();
        call.on(new CallEvent.PlayoutStarted(TURN.next(), 0));
        report(new ConversationFact.Finished("said goodbye"));

        call.on(new CallEvent.PlayoutFinished(TURN, 160, 0));
        pass(Duration.ofSeconds(3));

        assertThat(call.isOver()).isFalse();
    }

    @Test
    void a_recording_that_is_not_written_in_five_seconds_is_counted_and_keeps_nobody_waiting() {
        world.recorder.writeLater();
        talk();
        call.on(hungUp());
        call.finish();
        assertThat(left).containsExactly(call);

        pass(Duration.ofSeconds(5));
        watch.sweep();

        assertThat(world.count("tandem.calls.end.overdue", "what", "recording")).isEqualTo(1);
        world.recorder.recordings().get(ID).written();
        assertThat(world.journal.facts(ID).getLast()).isInstanceOf(CallFact.Recorded.class);
    }

    @Test
    void a_held_caller_is_told_to_the_conversation_and_comes_back_without_a_timeout() {
        talk();

        call.on(new CallEvent.Reinvited(HELD));
        call.on(new CallEvent.MediaTimedOut());

        assertThat(call.isOver()).isFalse();
        assertThat(world.leg().connections()).containsExactly(TALKING, HELD);

        call.on(new CallEvent.Reinvited(TALKING));

        assertThat(world.conversation().told())
                .containsExactly(
                        new ConversationEvent.RemoteHeld(true),
                        new ConversationEvent.RemoteHeld(false));
        assertThat(world.journal.facts(ID, CallFact.Held.class))
                .extracting(CallFact.Held::held)
                .containsExactly(true, false);
        assertThat(world.signaling.told(ID).stream().filter(Command.Answered.class::isInstance))
                .hasSize(3);

        call.on(new CallEvent.MediaTimedOut());

        assertHungUp(EndCause.Kind.MEDIA_TIMED_OUT);
    }

    @Test
    void a_call_that_begins_on_hold_is_greeted_when_the_far_end_can_hear_it() {
        call = call(world, CallSettings.defaults(), HELD);
        talk();
        assertThat(world.conversation().starts()).isZero();

        call.on(new CallEvent.Reinvited(TALKING));

        assertThat(world.conversation().starts()).isEqualTo(1);
    }

    @Test
    void a_phone_that_sends_each_key_both_ways_is_heard_once() {
        talk();

        for (DtmfDigit digit : List.of(DtmfDigit.FOUR, DtmfDigit.TWO)) {
            call.on(new CallEvent.KeyHeard(digit, KeyWay.MEDIA, 5));
            call.on(new CallEvent.KeyHeard(digit, KeyWay.INFO, 9));
        }

        assertThat(world.conversation().told())
                .containsExactly(
                        new ConversationEvent.KeyPressed(DtmfDigit.FOUR, 5),
                        new ConversationEvent.KeyPressed(DtmfDigit.TWO, 5));
        assertThat(world.journal.facts(ID, CallFact.Keyed.class))
                .extracting(CallFact.Keyed::how)
                .containsExactly("media", "media");
    }

    @Test
    void a_noted_call_back_reaches_the_conversation() {
        world.desk.answerWith(new HumanDesk.Outcome.CallBackNoted("CB-7"));
        talk();

        report(new ConversationFact.HumanWanted("asked for a human"));

        assertThat(world.desk.reasons()).containsExactly("asked for a human");
        assertThat(world.conversation().told())
                .endsWith(new ConversationEvent.HandOverFailed("nobody is free", "CB-7"));
    }

    @Test
    void an_answer_that_is_never_acknowledged_is_given_up() {
        begin();

        pass(Duration.ofSeconds(40));

        assertHungUp(EndCause.Kind.NOT_ACKNOWLEDGED);
    }

    @Test
    void the_longest_call_is_ended() {
        talk();

        pass(CallSettings.defaults().longest());

        assertHungUp(EndCause.Kind.TOO_LONG);
    }

    @Test
    void a_conversation_is_woken_when_it_wanted_to_be() {
        talk();
        world.conversation().wakeAt(Duration.ofSeconds(8).toNanos());

        pass(Duration.ofMillis(7_999));
        assertThat(world.conversation().wakes()).isZero();
        pass(Duration.ofMillis(1));

        assertThat(world.conversation().wakes()).isEqualTo(1);
        assertThat(call.wake()).isFalse();
    }

    @Test
    void facts_are_placed_in_the_recording() {
        talk();
        pass(Duration.ofMillis(1_250));

        report(new ConversationFact.ProviderFailed("recognizer", "closed"));

        assertThat(world.journal.facts(ID, CallFact.Conversed.class))
                .singleElement()
                .extracting(CallFact.Conversed::sinceAnswer)
                .isEqualTo(Duration.ofMillis(1_250));
    }

    @Test
    void an_event_after_the_end_changes_nothing() {
        talk();
        call.on(hungUp());
        List<Command> before = world.signaling.told(ID);

        call.on(new CallEvent.Acknowledged());
        call.on(new CallEvent.Reinvited(HELD));
        call.on(new CallEvent.ShutDown());
        call.finish();

        assertThat(world.signaling.told(ID)).isEqualTo(before);
        assertEndedOnce(EndCause.Kind.REMOTE_HUNG_UP);
    }

    private void begin() {
        call.on(new CallEvent.Began());
        pass(Duration.ZERO);
    }

    private void talk() {
        begin();
        call.on(new CallEvent.Acknowledged());
    }

    private void pass(Duration step) {
        world.manualTime.advance(step);
        call.wake();
    }

    /// As a conversation does: from within one of its methods.
    private void report(ConversationFact fact) {
        world.agent.whenTold((conversation, _) -> {
            world.agent.whenTold((_, _) -> {});
            conversation.report(fact);
        });
        call.on(new CallEvent.Posted(new ConversationEvent.RemoteHeld(false)));
    }

    private CallEvent hungUp() {
        return new CallEvent.RemoteHungUp(EndCause.of(EndCause.Kind.REMOTE_HUNG_UP, "BYE"));
    }

    private CallFact.Ended ended() {
        List<CallFact.Ended> ends = world.journal.facts(ID, CallFact.Ended.class);
        assertThat(ends).hasSize(1);
        return ends.getFirst();
    }

    private void assertHungUp(EndCause.Kind kind) {
        assertThat(world.signaling.told(ID).getLast())
                .isInstanceOfSatisfying(
                        Command.HungUp.class,
                        command -> assertThat(command.cause().kind()).isEqualTo(kind));
    }

    private void assertEndedOnce(EndCause.Kind kind) {
        assertThat(ended().cause().kind()).isEqualTo(kind);
        assertThat(world.media.open()).isZero();
        assertThat(world.leg().closings()).isEqualTo(1);
        assertThat(world.conversation().closings()).isEqualTo(1);
        assertThat(world.recorder.recordings().values())
                .allSatisfy(recording -> assertThat(recording.finishes()).isEqualTo(1));
        assertThat(left).containsExactly(call);
    }

    private Call call(CallSettings settings) {
        return call(world, settings);
    }

    private Call call(CallWorld within, CallSettings settings) {
        return call(within, settings, TALKING);
    }

    private Call call(CallWorld within, CallSettings settings, NegotiatedMedia media) {
        CallMeters meters = new CallMeters(within.registry);
        return new Call(
                invited(ID, media),
                new CallPorts(
                        within.signaling,
                        within.media,
                        within.agent,
                        within.recorder,
                        new SteadyJournal(within.journal, meters),
                        within.desk),
                settings,
                within.manualTime,
                meters,
                watch,
                left::add);
    }
}
