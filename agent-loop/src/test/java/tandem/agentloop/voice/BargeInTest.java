package tandem.agentloop.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tandem.agentloop.ConversationFact;
import tandem.agentloop.DialogueEntry;
import tandem.agentloop.Expectation;
import tandem.agentloop.turn.TurnSettings;

/// The caller asks from 3.0 to 4.0 s; the answer, 16 words of 250 ms, is heard from 4.62 s on.
class BargeInTest {

    private static final String ANSWER =
            "We are open from nine to five on every day of the week but not on Sunday.";

    private static CallScript answering() {
        return answering(TurnSettings.defaults());
    }

    private static CallScript answering(TurnSettings settings) {
        CallScript call = new CallScript().with(settings);
        call.model.when("opening hours", (request, out) -> out.pause(200).says(ANSWER).done());
        call.callerSays(3.0, 4.0, "what are your opening hours");
        return call;
    }

    private static TurnSettings with(TurnSettings.BargeIn bargeIn) {
        TurnSettings all = TurnSettings.defaults();
        return new TurnSettings(
                bargeIn, all.endOfTurn(), all.dictation(), all.waits(), all.limits());
    }

    @Test
    void words_stop_the_agent_and_the_dialogue_ends_with_the_last_word_that_was_sent() {
        CallScript call = answering().callerSays(6.0, 7.0, "and on holidays please");
        call.runTo(6.13);
        assertThat(call.state()).isEqualTo("ducked");
        call.runTo(10);
        assertThat(call.lastPacketBefore(7.3)).isCloseTo(6.14, within(0.021));
        assertThat(call.bargeIns()).containsExactly("interrupted");
        assertThat(call.agentSaid())
                .contains("We are open from nine to -", "I heard and on holidays please.");
        assertThat(call.model.lastRequest().history())
                .filteredOn(DialogueEntry.AgentSaid.class::isInstance)
                .last()
                .satisfies(entry -> {
                    DialogueEntry.AgentSaid said = (DialogueEntry.AgentSaid) entry;
                    assertThat(said.text().reveal()).isEqualTo("We are open from nine to");
                    assertThat(said.interrupted()).isTrue();
                });
    }

    @Test
    void the_agent_is_lowered_at_60_ms_and_silent_at_140() {
        CallScript call = answering().callerSays(6.0, 7.0, "and on holidays please");
        call.runTo(8);
        assertThat(
                        call.playout.packets().stream()
                                .filter(ManualPlayout.Packet::ducked)
                                .mapToDouble(packet -> packet.nanos() / 1e9))
                .allSatisfy(at -> assertThat(at).isBetween(6.05, 6.15))
                .isNotEmpty();
        assertThat(call.meters.get("tandem.bargein.stop").timer().mean(TimeUnit.MILLISECONDS))
                .isCloseTo(140, within(1.0));
    }

    @Test
    void the_snappy_profile_is_silent_at_60_ms_and_the_noisy_one_at_240() {
        CallScript snappy = answering(with(TurnSettings.BargeIn.snappy()));
        snappy.callerSays(6.0, 7.0, "and on holidays please").runTo(7.2);
        assertThat(snappy.lastPacketBefore(7.2)).isCloseTo(6.06, within(0.021));
        CallScript noisy = answering(with(TurnSettings.BargeIn.noisy()));
        noisy.callerSaysInterim(6.0, 7.0, "and on").runTo(7.2);
        assertThat(noisy.lastPacketBefore(7.2)).isCloseTo(6.24, within(0.021));
    }

    @Test
    void a_cough_pauses_the_agent_and_lets_it_go_on_from_the_exact_frame() {
        CallScript call = answering().callerCoughs(6.0, 6.3);
        call.runTo(12);
        assertThat(call.bargeIns()).containsExactly("resumed");
        assertThat(call.agentSaid())
                .containsExactly("This is a machine.", "How can I help?", ANSWER);
        // The final without words comes at 6.6 s and settles it.
        assertThat(call.firstPacketFrom(6.2)).isCloseTo(6.6, within(0.03));
        assertContinuous(call);
    }

    /// Every sample of the answer was sent, and none twice.
    private static void assertContinuous(CallScript call) {
        List<Long> starts =
                call.playout.packets().stream()
                        .filter(packet -> packet.turn().number() == 2)
                        .map(ManualPlayout.Packet::fromSample)
                        .toList();
        for (int i = 0; i < starts.size(); i++) {
            assertThat(starts.get(i)).isEqualTo(160L * i);
        }
    }

    @Test
    void voice_that_ends_before_the_hold_only_ducks() {
        CallScript call = answering().callerCoughs(6.0, 6.1);
        call.runTo(12);
        assertThat(call.bargeIns()).containsExactly("ducked");
        assertThat(call.agentSaid()).last().isEqualTo(ANSWER);
        assertThat(call.playout.isDucked()).isFalse();
        assertThat(call.firstPacketFrom(6.15)).isLessThan(6.18);
    }

    @Test
    void a_backchannel_does_not_take_the_floor() {
        CallScript call = answering().callerSays(6.0, 6.4, "mm-hm okay");
        call.runTo(12);
        assertThat(call.bargeIns()).containsExactly("resumed");
        assertThat(call.agentSaid()).last().isEqualTo(ANSWER);
        assertThat(call.callerSaid()).containsExactly("spoken: what are your opening hours");
    }

    @Test
    void a_hold_without_any_transcript_is_undone_700_ms_after_the_voice() {
        CallScript call = answering().voices(6.0, 6.3);
        call.runTo(12);
        assertThat(call.firstPacketFrom(6.2)).isCloseTo(7.0, within(0.03));
        assertThat(call.bargeIns()).containsExactly("resumed");
    }

    @Test
    void a_backchannel_without_a_final_is_waited_for_longer_and_resumed_from_a_word_boundary() {
        CallScript call = answering().callerSaysInterim(6.0, 6.3, "okay");
        call.runTo(12);
        assertThat(call.firstPacketFrom(6.2)).isCloseTo(7.5, within(0.03));
        long resumed =
                call.playout.packets().stream()
                        .filter(packet -> packet.nanos() > CallScript.nanos(7.0))
                        .findFirst()
                        .orElseThrow()
                        .fromSample();
        assertThat(resumed % ScriptedSynthesizer.WORD).isZero();
        assertThat(call.agentSaid()).last().isEqualTo(ANSWER);
    }

    @Test
    void seven_hundred_milliseconds_of_voice_are_an_interruption_without_words() {
        CallScript call = answering().voices(6.0, 7.5).hears(7.8, "", 7.5);
        call.runTo(6.8);
        assertThat(call.bargeIns()).containsExactly("interrupted");
        assertThat(call.state()).isEqualTo("caller_speaking");
        call.runTo(10);
        // Speech in which no words were found: the model is told so.
        assertThat(call.agentSaid()).last().isEqualTo("I heard <nothing>.");
    }

    @Test
    void one_reply_is_resumed_twice_and_after_that_lowered_only() {
        CallScript call =
                answering().callerCoughs(5.0, 5.2).callerCoughs(6.0, 6.2).callerCoughs(7.0, 7.2);
        call.runTo(7.17);
        assertThat(call.state()).isEqualTo("ducked");
        call.runTo(14);
        assertThat(call.bargeIns()).containsExactly("resumed", "resumed", "ducked");
        assertThat(call.agentSaid()).last().isEqualTo(ANSWER);
        assertContinuous(call);
    }

    @Test
    void words_still_stop_a_reply_that_was_resumed_twice() {
        CallScript call =
                answering()
                        .callerCoughs(5.0, 5.2)
                        .callerCoughs(6.0, 6.2)
                        .callerSays(7.0, 8.0, "stop it please now");
        call.runTo(12);
        assertThat(call.bargeIns()).containsExactly("resumed", "resumed", "interrupted");
    }

    @Test
    void two_quick_barge_ins_each_cut_their_own_reply() {
        CallScript call =
                answering()
                        .callerSays(6.0, 7.0, "and on holidays please")
                        .callerSays(8.3, 9.0, "no wait sundays");
        call.runTo(13);
        assertThat(call.bargeIns()).containsExactly("interrupted", "interrupted");
        assertThat(call.agentSaid())
                .containsSubsequence(
                        "We are open from nine to -", "I heard and -", "I heard no wait sundays.");
        assertThat(call.playout.flushed()).extracting(turn -> turn.number()).contains(2, 3);
    }

    @Test
    void a_yes_over_the_end_of_a_yes_no_question_is_an_answer() {
        CallScript call = new CallScript();
        call.model.when(
                "cancel",
                (request, out) ->
                        out.pause(100)
                                .says("Shall I cancel the order for you now?")
                                .done(new Expectation.YesNo()));
        call.callerSays(3.0, 4.0, "cancel my order").callerSays(5.9, 6.2, "yes");
        call.runTo(9);
        assertThat(call.callerSaid()).containsExactly("spoken: cancel my order", "spoken: yes");
        assertThat(call.agentSaid()).last().isEqualTo("I heard yes.");
    }

    @Test
    void an_okay_over_the_end_of_a_statement_is_no_turn() {
        CallScript call = answering().callerSays(8.45, 8.9, "okay");
        call.runTo(12);
        assertThat(call.callerSaid()).hasSize(1);
        assertThat(call.agentSaid()).last().isEqualTo(ANSWER);
        assertThat(call.state()).isEqualTo("listening");
    }

    @Test
    void a_caller_who_begins_as_the_agent_ends_is_heard() {
        CallScript call = answering().callerSays(8.6, 9.6, "thanks and on holidays");
        call.runTo(13);
        assertThat(call.callerSaid()).last().isEqualTo("spoken: thanks and on holidays");
    }

    @Test
    void a_reply_that_must_be_heard_is_not_stopped() {
        CallScript call = new CallScript();
        call.model.when(
                "terms", (request, out) -> out.pause(100).says(ANSWER).doneUninterruptible());
        call.callerSays(3.0, 4.0, "read me the terms").callerSays(5.0, 6.5, "stop that now please");
        call.presses(5.5, "1").runTo(12);
        assertThat(call.bargeIns()).isEmpty();
        assertThat(call.agentSaid()).last().isEqualTo(ANSWER);
        assertThat(call.callerSaid()).hasSize(1);
    }

    @Test
    void a_key_stops_the_agent_at_once() {
        CallScript call = answering().presses(6.0, "1");
        call.runTo(6.1);
        assertThat(call.state()).isEqualTo("keying");
        assertThat(call.lastPacketBefore(7)).isLessThan(6.021);
        assertThat(call.bargeIns()).containsExactly("interrupted");
    }

    @Test
    void after_the_flush_no_packet_of_the_reply_leaves() {
        CallScript call = answering().callerSays(6.0, 7.0, "and on holidays please");
        call.runTo(12);
        double cut =
                call.facts.stream()
                        .filter(f ->
                                f.fact() instanceof ConversationFact.AgentTurn turn
                                        && turn.interrupted())
                        .findFirst()
                        .orElseThrow()
                        .at();
        assertThat(call.playout.packets())
                .filteredOn(packet -> packet.turn().number() == 2)
                .allSatisfy(packet -> assertThat(packet.nanos() / 1e9).isLessThanOrEqualTo(cut));
    }

    @Test
    void voice_within_the_echo_guard_does_not_count() {
        TurnSettings.BargeIn normal = TurnSettings.BargeIn.normal();
        TurnSettings guarded =
                with(
                        new TurnSettings.BargeIn(
                                normal.duck(),
                                normal.hold(),
                                normal.interrupt(),
                                normal.noWords(),
                                normal.onlyBackchannel(),
                                normal.exact(),
                                normal.resumes(),
                                Duration.ofMillis(250)));
        CallScript call = answering(guarded).callerSays(4.7, 6.0, "we are open from nine");
        call.runTo(12);
        assertThat(call.bargeIns()).isEmpty();
        assertThat(call.agentSaid()).last().isEqualTo(ANSWER);
        assertThat(call.callerSaid()).hasSize(1);
    }

    @Test
    void a_sentence_without_word_timings_is_cut_by_its_length() {
        CallScript call = answering();
        call.speakingWith(new ScriptedSynthesizer("plain", call.forks, false));
        call.callerSays(6.0, 7.0, "and on holidays please").runTo(10);
        assertThat(call.agentSaid())
                .anyMatch(said -> said.matches("We are open from( nine( to)?)? -"));
    }
}
