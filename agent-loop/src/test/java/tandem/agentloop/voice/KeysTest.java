package tandem.agentloop.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tandem.agentloop.CallerInput;
import tandem.agentloop.ConversationFact;
import tandem.agentloop.Expectation;

/// The caller asks for an order from 3 to 4 s; "Which number?" is heard from about 4.5 to 5.0 s.
class KeysTest {

    private static CallScript asked(Expectation expectation) {
        CallScript call = new CallScript();
        call.model.when(
                "order", (request, out) -> out.pause(100).says("Which number?").done(expectation));
        return call.callerSays(3.0, 4.0, "where is my order");
    }

    private static double committed(CallScript call) {
        return call.facts.stream()
                .filter(f ->
                        f.fact() instanceof ConversationFact.CallerTurn turn
                                && turn.how().equals("keyed"))
                .findFirst()
                .orElseThrow()
                .at();
    }

    @Test
    void a_fixed_length_completes_at_once() {
        CallScript call = asked(new Expectation.Digits(4, 4)).presses(6.0, "4711");
        call.runTo(9);
        assertThat(committed(call)).isCloseTo(6.6, within(0.001));
        assertThat(call.model.lastRequest().input()).isEqualTo(new CallerInput.Keyed("4711"));
    }

    @Test
    void three_seconds_without_a_key_complete_an_open_length() {
        CallScript call = asked(new Expectation.Digits(4, 8)).presses(6.0, "47112");
        call.runTo(12);
        assertThat(committed(call)).isCloseTo(6.8 + 3, within(0.001));
    }

    @Test
    void the_pound_key_completes_and_is_no_digit() {
        CallScript call = asked(new Expectation.Digits(4, 8)).presses(6.0, "47112#");
        call.runTo(12);
        assertThat(committed(call)).isCloseTo(7.0, within(0.001));
        assertThat(call.model.lastRequest().input()).isEqualTo(new CallerInput.Keyed("47112"));
    }

    @Test
    void a_pound_key_after_a_complete_number_is_nothing() {
        CallScript call = asked(new Expectation.Digits(4, 4)).presses(6.0, "4711#");
        call.runTo(9);
        assertThat(call.agentSaid()).last().isEqualTo("I heard <keys> 4711.");
        call.presses(8.5, "#").runTo(12);
        assertThat(call.state()).isEqualTo("listening");
        assertThat(call.bargeIns()).isEmpty();
    }

    @Test
    void the_star_key_clears() {
        CallScript call = asked(new Expectation.Digits(4, 4)).presses(6.0, "47*4811");
        call.runTo(12);
        assertThat(call.model.lastRequest().input()).isEqualTo(new CallerInput.Keyed("4811"));
    }

    @Test
    void a_cleared_number_that_is_not_begun_anew_is_no_turn() {
        CallScript call = asked(new Expectation.Digits(4, 4)).presses(6.0, "47*");
        call.runTo(10);
        assertThat(call.state()).isEqualTo("listening");
        assertThat(call.callerSaid()).hasSize(1);
    }

    @Test
    void the_first_key_interrupts_the_question() {
        CallScript call = asked(new Expectation.Digits(4, 4)).presses(4.7, "4711");
        call.runTo(9);
        assertThat(call.bargeIns()).containsExactly("interrupted");
        assertThat(call.model.lastRequest().input()).isEqualTo(new CallerInput.Keyed("4711"));
    }

    @Test
    void the_pause_does_not_run_while_the_caller_speaks() {
        CallScript call = asked(new Expectation.Digits(4, 8)).presses(6.0, "4711");
        call.callerSays(7.0, 11.0, "let me see where did i put it");
        call.runTo(16);
        assertThat(committed(call)).isCloseTo(11.0 + 3, within(0.001));
        assertThat(call.model.lastRequest().input()).isEqualTo(new CallerInput.Keyed("4711"));
    }

    @Test
    void digits_that_are_spoken_while_they_are_keyed_count_once() {
        CallScript call = asked(new Expectation.Digits(4, 4));
        call.presses(6.2, "4711").callerSays(6.0, 7.2, "four seven one one");
        call.runTo(12);
        assertThat(call.callerSaid()).containsExactly("spoken: where is my order", "keyed: 4711");
        assertThat(call.agentSaid()).last().isEqualTo("I heard <keys> 4711.");
        assertThat(call.bargeIns()).isEmpty();
    }

    @Test
    void a_number_may_be_begun_by_voice_and_finished_by_keys() {
        CallScript call = asked(new Expectation.Digits(4, 4));
        call.callerSays(6.0, 6.8, "four seven").presses(7.5, "11");
        call.runTo(12);
        assertThat(call.model.lastRequest().input()).isEqualTo(new CallerInput.Keyed("4711"));
    }

    @Test
    void a_yes_no_question_takes_one_key() {
        CallScript call = asked(new Expectation.YesNo()).presses(6.0, "1");
        call.runTo(9);
        assertThat(committed(call)).isCloseTo(6.0, within(0.001));
    }

    @Test
    void keys_in_the_middle_of_speech_are_what_counts() {
        CallScript call = new CallScript();
        call.callerSays(3.0, 5.0, "i want to talk about it").presses(4.0, "12#");
        call.runTo(9);
        assertThat(call.callerSaid()).containsExactly("keyed: 12");
    }
}
