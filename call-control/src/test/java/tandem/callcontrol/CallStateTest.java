package tandem.callcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tandem.agentloop.ConversationEvent;
import tandem.callmodel.DtmfDigit;
import tandem.callmodel.TurnId;
import tandem.callmodel.audio.VoiceActivity;

/// Every event in every state.
class CallStateTest {

    private static final CallSettings SETTINGS = CallSettings.defaults();
    private static final TurnId TURN = TurnId.first();
    private static final long NOW = 1_000;
    private static final long LATER = Long.MAX_VALUE / 2;

    /// The state that follows, by the first letters of its name; `.` stays. `O` is the end.
    private static final String TABLE =
            """
            event              Arriving Ringing Answered Talking Closing Over
            Began              .        .       .        .       .       .
            MediaOpened        Ringing  .       .        .       .       .
            MediaRefused       Over     .       .        .       .       .
            Acknowledged       .        .       Talking  .       .       .
            Reinvited          .        .       .        .       .       .
            VoiceHeard         .        .       Talking  .       .       .
            KeyHeard           .        .       Talking  .       .       .
            PlayoutStarted     .        .       .        .       .       .
            PlayoutFinished    .        .       .        .       .       .
            MediaTimedOut      .        .       Over     Over    Over    .
            Posted             .        .       .        .       .       .
            TurnOver           .        .       .        .       .       .
            AgentFinished      .        Over    Over     Closing .       .
            HumanWanted        .        .       .        .       .       .
            AgentAlarmRang     .        .       .        .       .       .
            AlarmRang          .        Answered .       .       .       .
            RemoteCancelled    Over     Over    Over     Over    Over    .
            RemoteHungUp       Over     Over    Over     Over    Over    .
            Overflowed         Over     Over    Over     Over    Over    .
            ShutDown           Over     Over    Over     Over    Over    .
            Faulted            Over     Over    Over     Over    Over    .
            """;

    @TestFactory
    Stream<DynamicTest> every_event_in_every_state_leads_where_the_table_says() {
        List<String[]> rows = TABLE.lines().map(line -> line.split("\\s+")).toList();
        String[] header = rows.getFirst();
        return rows.stream()
                .skip(1)
                .flatMap(row ->
                        Arrays.stream(header).skip(1).map(state -> cell(header, row, state)));
    }

    @Test
    void the_table_knows_every_event_and_every_state() {
        assertThat(new TreeSet<>(events().keySet())).isEqualTo(leaves(CallEvent.class));
        assertThat(new TreeSet<>(states().keySet())).isEqualTo(leaves(CallState.class));
        assertThat(TABLE.lines().skip(1).map(line -> line.split("\\s+")[0]))
                .containsExactlyInAnyOrderElementsOf(leaves(CallEvent.class));
    }

    @Test
    void a_call_is_over_by_one_word_to_the_other_side_at_most() {
        everyPair((state, event, step) -> {
            long words =
                    step.effects().stream()
                            .filter(effect ->
                                    effect instanceof CallEffect.Refuse
                                            || effect instanceof CallEffect.HangUp)
                            .count();
            boolean ends = step.next() instanceof Over && !(state instanceof Over);
            boolean theirs =
                    event instanceof CallEvent.RemoteCancelled
                            || event instanceof CallEvent.RemoteHungUp;
            assertThat(words).isEqualTo(ends && !theirs ? 1 : 0);
        });
    }

    @Test
    void an_invite_is_refused_only_before_the_answer_and_bye_sent_only_after_it() {
        everyPair((state, _, step) -> {
            if (state instanceof Arriving || state instanceof Ringing) {
                assertThat(step.effects()).noneMatch(CallEffect.HangUp.class::isInstance);
            } else {
                assertThat(step.effects()).noneMatch(CallEffect.Refuse.class::isInstance);
            }
        });
    }

    @Test
    void the_conversation_starts_only_when_the_answer_was_sent() {
        everyPair((state, _, step) ->
                assertThat(
                                step.effects().stream()
                                        .anyMatch(CallEffect.StartConversation.class::isInstance))
                        .isEqualTo(state instanceof Answered && step.next() instanceof Talking));
    }

    @Test
    void a_re_invite_is_answered_in_every_phase_of_an_answered_call() {
        for (CallState state : List.of(state("Answered"), state("Talking"), state("Closing"))) {
            assertThat(state.on(new CallEvent.Reinvited(CallWorld.HELD), NOW).effects())
                    .contains(
                            new CallEffect.ConnectMedia(CallWorld.HELD),
                            new CallEffect.AnswerReinvite());
        }
    }

    @Test
    void an_end_of_which_the_edge_says_that_no_ack_came_is_followed_by_bye() {
        EndCause cause = EndCause.of(EndCause.Kind.NOT_ACKNOWLEDGED, "no ACK in 32 s");

        Step step = state("Talking").on(new CallEvent.RemoteHungUp(cause), NOW);

        assertThat(step).isEqualTo(Step.to(new Over(cause), new CallEffect.HangUp(cause)));
    }

    @Test
    void a_call_of_which_we_only_send_is_not_timed_out() {
        CallState sending =
                Talking.from(SETTINGS, CallWorld.media(Direction.SEND_ONLY), NOW, LATER);

        assertThat(sending.on(new CallEvent.MediaTimedOut(), NOW)).isEqualTo(Step.to(sending));
    }

    @Test
    void a_new_phone_behind_a_re_invite_may_send_its_keys_another_way() {
        CallState state = state("Talking");
        state = state.on(new CallEvent.KeyHeard(DtmfDigit.ONE, KeyWay.MEDIA, NOW), NOW).next();
        CallEvent info = new CallEvent.KeyHeard(DtmfDigit.TWO, KeyWay.INFO, NOW);
        assertThat(state.on(info, NOW).effects()).isEmpty();

        state = state.on(new CallEvent.Reinvited(CallWorld.TALKING), NOW).next();

        assertThat(state.on(info, NOW).effects())
                .containsExactly(new CallEffect.TellKey(DtmfDigit.TWO, KeyWay.INFO, NOW));
    }

    @Test
    void without_recording_nothing_is_recorded() {
        CallSettings unrecorded = SettingsForTests.unrecorded();
        CallState ringing = new Ringing(unrecorded, CallWorld.TALKING, NOW, LATER);

        assertThat(ringing.on(new CallEvent.AlarmRang(), NOW).effects())
                .containsExactly(
                        new CallEffect.ConnectMedia(CallWorld.TALKING),
                        new CallEffect.Answer(CallWorld.TALKING));
    }

    private static DynamicTest cell(String[] header, String[] row, String stateName) {
        String eventName = row[0];
        String told = row[Arrays.asList(header).indexOf(stateName)];
        String expected = told.equals(".") ? stateName : told;
        return DynamicTest.dynamicTest(
                eventName + " in " + stateName + " leads to " + expected,
                () -> {
                    Step step = state(stateName).on(events().get(eventName), NOW);
                    assertThat(step.next().getClass().getSimpleName()).isEqualTo(expected);
                });
    }

    private interface Check {
        void that(CallState state, CallEvent event, Step step);
    }

    private static void everyPair(Check check) {
        for (CallState state : states().values()) {
            for (CallEvent event : events().values()) {
                check.that(state, event, state.on(event, NOW));
            }
        }
    }

    private static CallState state(String name) {
        return states().get(name);
    }

    private static Map<String, CallState> states() {
        Talking talking = Talking.from(SETTINGS, CallWorld.TALKING, NOW, LATER);
        return byName(
                List.of(
                        new Arriving(SETTINGS, CallWorld.TALKING),
                        new Ringing(SETTINGS, CallWorld.TALKING, NOW, LATER),
                        new Answered(SETTINGS, CallWorld.TALKING, false, LATER, LATER),
                        talking,
                        new Closing(talking, "goodbye", NOW),
                        new Over(EndCause.of(EndCause.Kind.REMOTE_HUNG_UP, "BYE"))));
    }

    private static Map<String, CallEvent> events() {
        EndCause bye = EndCause.of(EndCause.Kind.REMOTE_HUNG_UP, "BYE");
        return byName(
                List.of(
                        new CallEvent.Began(),
                        new CallEvent.MediaOpened(),
                        new CallEvent.MediaRefused("media.ports", "No port is free."),
                        new CallEvent.Acknowledged(),
                        new CallEvent.Reinvited(CallWorld.HELD),
                        new CallEvent.VoiceHeard(new VoiceActivity.Started(0, NOW)),
                        new CallEvent.KeyHeard(DtmfDigit.ONE, KeyWay.MEDIA, NOW),
                        new CallEvent.PlayoutStarted(TURN, NOW),
                        new CallEvent.PlayoutFinished(TURN, 160, NOW),
                        new CallEvent.MediaTimedOut(),
                        new CallEvent.Posted(new ConversationEvent.RemoteHeld(false)),
                        new CallEvent.TurnOver(TURN),
                        new CallEvent.AgentFinished("goodbye"),
                        new CallEvent.HumanWanted("asked"),
                        new CallEvent.AgentAlarmRang(),
                        new CallEvent.AlarmRang(),
                        new CallEvent.RemoteCancelled(),
                        new CallEvent.RemoteHungUp(bye),
                        new CallEvent.Overflowed(),
                        new CallEvent.ShutDown(),
                        new CallEvent.Faulted()));
    }

    private static <T> Map<String, T> byName(List<T> values) {
        return values.stream()
                .collect(
                        Collectors.toMap(
                                value -> value.getClass().getSimpleName(), Function.identity()));
    }

    private static TreeSet<String> leaves(Class<?> family) {
        TreeSet<String> names = new TreeSet<>();
        List<Class<?>> open = new ArrayList<>(List.of(family));
        while (!open.isEmpty()) {
            Class<?> next = open.removeLast();
            Optional.ofNullable(next.getPermittedSubclasses())
                    .ifPresentOrElse(
                            inner -> open.addAll(List.of(inner)),
                            () -> names.add(next.getSimpleName()));
        }
        return names;
    }
}
