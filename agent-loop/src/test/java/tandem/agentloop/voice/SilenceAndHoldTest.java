package tandem.agentloop.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tandem.agentloop.CallerInput;
import tandem.agentloop.ConversationEvent;
import tandem.agentloop.ConversationFact;
import tandem.agentloop.ModelOutcome;

/// The welcome ends at about 2.2 s.
class SilenceAndHoldTest {

    private static final String ANSWER = "We are open from nine to five on every day of the week.";

    @Test
    void a_silent_caller_is_asked_twice_and_then_said_goodbye_to() {
        CallScript call = new CallScript();
        call.model.when("<silence> 3", (request, out) -> out.says("Goodbye then.").done());
        call.model.when("<silence>", (request, out) -> out.says("Are you there?").done());
        call.runTo(60);
        assertThat(call.agentSaid())
                .containsExactly(
                        "This is a machine.",
                        "How can I help?",
                        "Are you there?",
                        "Are you there?",
                        "Goodbye then.");
        assertThat(call.first(ConversationFact.Finished.class).at())
                .isCloseTo(2.2 + 3 * 8 + 0.8 + 0.8 + 0.7, within(0.4));
        assertThat(call.state()).isEqualTo("finished");
    }

    @Test
    void the_first_question_comes_eight_seconds_after_the_last_packet() {
        CallScript call = new CallScript();
        call.runTo(10);
        double quiet = call.lastPacketBefore(10);
        call.runTo(12);
        assertThat(call.firstPacketFrom(quiet + 0.1) - quiet).isCloseTo(8.27, within(0.05));
    }

    @Test
    void a_caller_who_speaks_again_is_asked_twice_anew() {
        CallScript call = new CallScript();
        call.callerSays(12.0, 13.0, "opening hours").runTo(33);
        assertThat(call.model.requests())
                .extracting(request -> request.input())
                .filteredOn(CallerInput.StayedSilent.class::isInstance)
                .containsExactly(
                        new CallerInput.StayedSilent(1),
                        new CallerInput.StayedSilent(1),
                        new CallerInput.StayedSilent(2));
    }

    @Test
    void a_cough_does_not_eat_a_reprompt() {
        CallScript call = new CallScript();
        call.model.when(
                "<silence>", (request, out) -> out.pause(500).says("Are you there?").done());
        call.callerCoughs(10.3, 10.6).runTo(14);
        assertThat(call.agentSaid()).last().isEqualTo("Are you there?");
        assertThat(call.model.requests()).hasSize(2);
    }

    @Test
    void nobody_is_asked_while_the_far_end_holds_us() {
        CallScript call = new CallScript().remoteHolds(4.0, 40.0);
        call.runTo(47);
        assertThat(call.agentSaid()).hasSize(2);
        call.runTo(50);
        assertThat(call.model.lastRequest().input()).isEqualTo(new CallerInput.StayedSilent(1));
    }

    @Test
    void music_on_hold_is_not_listened_to() {
        CallScript call = new CallScript().remoteHolds(4.0, 20.0);
        call.callerSays(6.0, 9.0, "la la la la").callerSays(15.0, 19.9, "love love me do");
        call.runTo(25);
        assertThat(call.callerSaid()).isEmpty();
        call.callerSays(26.0, 27.0, "opening hours").runTo(29);
        assertThat(call.callerSaid()).containsExactly("spoken: opening hours");
    }

    @Test
    void a_reply_stops_for_the_hold_and_goes_on_from_a_word_boundary() {
        CallScript call = new CallScript();
        call.model.when("hours", (request, out) -> out.pause(200).says(ANSWER).done());
        call.callerSays(3.0, 4.0, "opening hours").remoteHolds(6.0, 10.0);
        call.runTo(9);
        assertThat(call.lastPacketBefore(9)).isCloseTo(6.0, within(0.021));
        call.runTo(14);
        assertThat(call.firstPacketFrom(6.1)).isCloseTo(10.0, within(0.021));
        assertThat(
                        call.playout.packets().stream()
                                        .filter(packet -> packet.nanos() > CallScript.nanos(8))
                                        .findFirst()
                                        .orElseThrow()
                                        .fromSample()
                                % ScriptedSynthesizer.WORD)
                .isZero();
        assertThat(call.agentSaid()).last().isEqualTo(ANSWER);
        assertThat(call.bargeIns()).isEmpty();
    }

    @Test
    void a_reply_that_becomes_ready_on_hold_is_said_after_it() {
        CallScript call = new CallScript();
        call.model.when("hours", (request, out) -> out.pause(1_000).says(ANSWER).done());
        call.callerSays(3.0, 4.0, "opening hours").remoteHolds(4.8, 12.0);
        call.runTo(20);
        assertThat(call.firstPacketFrom(4.0)).isCloseTo(12.0, within(0.021));
        assertThat(call.agentSaid()).last().isEqualTo(ANSWER);
    }

    @Test
    void a_hold_in_the_middle_of_a_decision_is_resumed_after_it() {
        CallScript call = new CallScript();
        call.model.when("hours", (request, out) -> out.pause(200).says(ANSWER).done());
        call.callerSays(3.0, 4.0, "opening hours").voices(6.0, 6.2).remoteHolds(6.4, 9.0);
        call.runTo(8.9);
        assertThat(call.firstPacketFrom(6.2)).isInfinite();
        call.runTo(14);
        assertThat(call.firstPacketFrom(6.2)).isCloseTo(9.0, within(0.021));
        assertThat(call.agentSaid()).last().isEqualTo(ANSWER);
    }

    @Test
    void a_goodbye_is_followed_by_hanging_up_200_ms_later() {
        CallScript call = new CallScript();
        call.model.when(
                "bye", (request, out) -> out.says("Goodbye.").done(new ModelOutcome.Next.HangUp()));
        call.callerSays(3.0, 3.5, "bye").runTo(8);
        double spoken = call.lastPacketBefore(8);
        assertThat(call.first(ConversationFact.Finished.class).at() - spoken)
                .isCloseTo(0.2, within(0.001));
    }

    @Test
    void an_interrupted_goodbye_does_not_hang_up() {
        CallScript call = new CallScript();
        call.model.when(
                "bye",
                (request, out) ->
                        out.says("Goodbye and have a very nice day today.")
                                .done(new ModelOutcome.Next.HangUp()));
        call.callerSays(3.0, 3.5, "bye").callerSays(4.6, 5.6, "no wait one more thing");
        call.runTo(9);
        assertThat(call.facts(ConversationFact.Finished.class)).isEmpty();
        assertThat(call.agentSaid()).last().isEqualTo("I heard no wait one more thing.");
    }

    @Test
    void a_hand_over_that_fails_comes_back_with_its_reason() {
        CallScript call = new CallScript();
        call.model.when(
                "a human",
                (request, out) ->
                        out.says("I connect you.")
                                .done(new ModelOutcome.Next.HandOver("caller asked")));
        call.callerSays(3.0, 3.5, "a human");
        call.runTo(6);
        assertThat(call.facts(ConversationFact.HumanWanted.class))
                .containsExactly(new ConversationFact.HumanWanted("caller asked"));
        assertThat(call.state()).isEqualTo("hand_over_pending");
        call.at(
                6.5,
                () ->
                        call.conversation()
                                .on(new ConversationEvent.HandOverFailed("all busy", "CB-7")));
        call.runTo(10);
        assertThat(call.agentSaid()).last().isEqualTo("I heard <no human> all busy CB-7.");
    }

    @Test
    void a_hand_over_without_an_answer_fails_after_30_s() {
        CallScript call = new CallScript();
        call.model.when(
                "a human",
                (request, out) ->
                        out.says("I connect you.")
                                .done(new ModelOutcome.Next.HandOver("caller asked")));
        call.callerSays(3.0, 3.5, "a human").runTo(38);
        assertThat(call.model.lastRequest().input())
                .isEqualTo(new CallerInput.HandOverFailed("no answer", ""));
    }
}
