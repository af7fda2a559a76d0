package tandem.agentloop.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.agentloop.CallerInput;
import tandem.agentloop.ConversationFact;
import tandem.agentloop.DialogueEntry;
import tandem.agentloop.Expectation;
import tandem.agentloop.RecognizerEvent;
import tandem.agentloop.turn.TurnSettings;

class EndOfTurnTest {

    private static double committed(CallScript call, int index) {
        return call.facts.stream()
                .filter(f -> f.fact() instanceof ConversationFact.CallerTurn)
                .skip(index)
                .findFirst()
                .orElseThrow()
                .at();
    }

    private static CallScript asking(Expectation expectation) {
        CallScript call = new CallScript();
        call.model.when(
                "order", (request, out) -> out.pause(100).says("Which number?").done(expectation));
        return call.callerSays(3.0, 4.0, "where is my order");
    }

    @Test
    void a_turn_ends_350_ms_after_the_last_voiced_frame() {
        CallScript call = new CallScript().callerSays(3.0, 4.0, "what are your hours");
        call.runTo(6);
        assertThat(committed(call, 0)).isCloseTo(4.35, within(0.001));
        assertThat(call.callerSaid()).containsExactly("spoken: what are your hours");
    }

    @Test
    void the_snappy_profile_waits_250_ms() {
        TurnSettings all = TurnSettings.defaults();
        CallScript call =
                new CallScript()
                        .with(
                                new TurnSettings(
                                        all.bargeIn(),
                                        TurnSettings.EndOfTurn.snappy(),
                                        all.dictation(),
                                        all.waits(),
                                        all.limits()))
                        .voices(3.0, 4.0)
                        .hears(4.21, "what are your hours", 4.0);
        call.runTo(6);
        assertThat(committed(call, 0)).isCloseTo(4.25, within(0.001));
    }

    @Test
    void the_transcript_is_waited_for_beyond_that() {
        CallScript call =
                new CallScript()
                        .callerSaysInterim(3.0, 4.0, "what are your hours")
                        .hears(5.0, "what are your hours", 4.0);
        call.runTo(8);
        assertThat(committed(call, 0)).isCloseTo(5.0, within(0.001));
        var stages = call.facts(ConversationFact.TurnTimed.class).getFirst().milliseconds();
        assertThat(stages.get("end_of_turn")).isCloseTo(350, within(1.0));
        assertThat(stages.get("recognizer")).isCloseTo(650, within(1.0));
    }

    @Test
    void a_trailing_conjunction_is_waited_for_longer() {
        CallScript call = new CallScript().callerSays(3.0, 4.0, "i want to know and");
        call.runTo(8);
        assertThat(committed(call, 0)).isCloseTo(6.0, within(0.001));
    }

    @Test
    void a_pause_inside_a_sentence_does_not_end_it() {
        CallScript call =
                new CallScript().callerSays(3.0, 4.0, "where is my").callerSays(5.0, 6.0, "order");
        call.runTo(9);
        assertThat(call.callerSaid()).containsExactly("spoken: where is my order");
    }

    @Test
    void asking_for_a_number_enters_dictation_by_itself() {
        CallScript call =
                asking(new Expectation.Digits(4, 8)).callerSays(6.0, 8.0, "four seven one one");
        call.runTo(12);
        assertThat(committed(call, 1)).isCloseTo(8.8, within(0.001));
        assertThat(call.recognizer.expectations()).contains(new Expectation.Digits(4, 8));
    }

    @Test
    void an_unfinished_number_is_waited_for_four_seconds() {
        CallScript call =
                asking(new Expectation.Digits(6, 6)).callerSays(6.0, 7.0, "four seven one");
        call.callerSays(9.5, 10.5, "one two three");
        call.runTo(14);
        assertThat(call.callerSaid()).last().isEqualTo("spoken: four seven one one two three");
    }

    @Test
    void a_number_of_fixed_length_is_complete_at_once() {
        CallScript call =
                asking(new Expectation.Digits(4, 4)).callerSays(6.0, 8.0, "four seven double one");
        call.runTo(12);
        assertThat(committed(call, 1)).isCloseTo(8.3, within(0.001));
    }

    @Test
    void the_callers_own_pauses_are_learned() {
        CallScript call =
                new CallScript()
                        .callerSays(3.0, 4.0, "where is my")
                        .callerSays(5.5, 6.0, "order and")
                        .callerSays(7.6, 8.0, "my money");
        call.runTo(14);
        // Two pauses of 1.5 s: (350·0.7 + 1540·0.3)·0.7 + 1640·0.3, times 1.2.
        assertThat(committed(call, 0)).isBetween(8.9, 9.4);
    }

    @Test
    void two_seconds_without_a_final_transcript_commit_the_interim_text() {
        CallScript call = new CallScript().callerSaysInterim(3.0, 4.0, "what are your hours");
        call.runTo(8);
        assertThat(committed(call, 0)).isCloseTo(6.0, within(0.001));
        assertThat(call.callerSaid()).containsExactly("interim: what are your hours");
    }

    @Test
    void a_late_final_is_merged_and_the_reply_made_anew() {
        CallScript call = new CallScript().callerSaysInterim(3.0, 4.0, "what are your ours");
        call.hears(6.1, "what are your hours", 4.0);
        call.runTo(10);
        assertThat(call.callerSaid())
                .containsExactly("interim: what are your ours", "late_final: what are your hours");
        assertThat(call.agentSaid()).last().isEqualTo("I heard what are your hours.");
        assertThat(call.agentSaid()).hasSize(3);
        assertThat(call.model.lastRequest().history())
                .filteredOn(DialogueEntry.CallerSaid.class::isInstance)
                .isEmpty();
    }

    @Test
    void a_late_final_that_says_the_same_changes_nothing() {
        CallScript call = new CallScript().callerSaysInterim(3.0, 4.0, "what are your hours");
        call.hears(6.1, "What are your hours?", 4.0);
        call.runTo(10);
        assertThat(call.callerSaid()).hasSize(1);
        assertThat(call.model.requests()).hasSize(2);
    }

    @Test
    void a_late_final_under_a_reply_that_is_heard_corrects_the_record_only() {
        CallScript call = new CallScript().callerSaysInterim(3.0, 4.0, "what are your ours");
        call.hears(7.0, "what are your hours", 4.0).callerSays(9.0, 10.0, "something else");
        call.runTo(13);
        assertThat(call.agentSaid()).contains("I heard what are your ours.");
        assertThat(call.bargeIns()).isEmpty();
        assertThat(call.model.lastRequest().history())
                .filteredOn(DialogueEntry.CallerSaid.class::isInstance)
                .extracting(entry -> ((DialogueEntry.CallerSaid) entry).text().reveal())
                .containsExactly("what are your hours");
    }

    @Test
    void a_final_that_comes_much_too_late_is_dropped() {
        CallScript call = new CallScript().callerSaysInterim(3.0, 4.0, "what are your ours");
        call.hears(8.5, "what are your hours", 4.0);
        call.runTo(12);
        assertThat(call.callerSaid()).hasSize(1);
        assertThat(call.state()).isEqualTo("listening");
    }

    @Test
    void speaking_on_while_the_agent_thinks_withdraws_the_turn_and_merges_the_words() {
        CallScript call = new CallScript();
        call.model.when(
                "where is my order", (request, out) -> out.pause(1_500).says("Which?").done());
        call.callerSays(3.0, 4.0, "where is my order").callerSays(5.0, 6.0, "from last week");
        call.runTo(10);
        assertThat(call.callerSaid())
                .containsExactly(
                        "spoken: where is my order", "merged: where is my order from last week");
        assertThat(call.agentSaid())
                .containsExactly("This is a machine.", "How can I help?", "Which?");
        assertThat(call.model.lastRequest().history())
                .noneMatch(DialogueEntry.CallerSaid.class::isInstance);
    }

    @Test
    void a_cough_while_the_agent_thinks_costs_time_and_no_words() {
        CallScript call = new CallScript();
        call.model.when(
                "where is my order", (request, out) -> out.pause(1_000).says("Which?").done());
        call.callerSays(3.0, 4.0, "where is my order").callerCoughs(4.6, 4.9);
        call.runTo(10);
        assertThat(call.callerSaid()).last().isEqualTo("merged: where is my order");
        assertThat(call.agentSaid()).last().isEqualTo("Which?");
    }

    @Test
    void a_cough_while_nobody_speaks_is_no_turn() {
        CallScript call = new CallScript().callerCoughs(3.0, 3.3);
        call.runTo(8);
        assertThat(call.callerSaid()).isEmpty();
        assertThat(call.state()).isEqualTo("listening");
    }

    @Test
    void words_without_voice_are_a_turn() {
        CallScript call = new CallScript().hears(4.0, "opening hours", 3.9);
        call.runTo(8);
        assertThat(call.callerSaid()).containsExactly("spoken: opening hours");
    }

    @Test
    void a_lost_utterance_is_replied_to_as_not_understood() {
        CallScript call = new CallScript().voices(3.0, 4.0);
        call.at(4.3, () -> call.recognizer.hears(new RecognizerEvent.Failed("worker died", true)));
        call.runTo(8);
        assertThat(call.model.lastRequest().input()).isEqualTo(new CallerInput.Spoke(List.of()));
        assertThat(call.facts(ConversationFact.ProviderFailed.class)).hasSize(1);
    }

    @Test
    void a_recogniser_stream_that_died_is_opened_again() {
        CallScript call = new CallScript();
        call.at(3.0, () -> call.recognizer.hears(new RecognizerEvent.Failed("gone", false)));
        call.callerSays(5.0, 6.0, "opening hours").runTo(9);
        assertThat(call.recognizer.opened()).isEqualTo(2);
        assertThat(call.callerSaid()).containsExactly("spoken: opening hours");
    }

    @Test
    void the_stages_of_a_turn_add_up_to_what_the_caller_waited() {
        CallScript call = new CallScript().callerSays(3.0, 4.0, "what are your hours");
        call.runTo(8);
        var stages = call.facts(ConversationFact.TurnTimed.class).getFirst().milliseconds();
        double sum =
                stages.entrySet().stream()
                        .filter(stage -> !stage.getKey().equals("total"))
                        .mapToDouble(stage -> stage.getValue())
                        .sum();
        assertThat(sum).isCloseTo(stages.get("total"), within(0.001));
        assertThat(stages.get("model")).isCloseTo(200, within(1.0));
        assertThat(stages.get("synthesis")).isCloseTo(50, within(1.0));
        assertThat(stages.get("wire")).isLessThan(21);
        assertThat(call.firstPacketFrom(4.0) - 4.0)
                .isCloseTo(stages.get("total") / 1_000, within(0.001));

        assertThat(call.meters.get("tandem.turn.stage").tag("stage", "total").timer().count())
                .isEqualTo(1);
    }
}
