package tandem.agentloop.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tandem.agentloop.ConversationFact;
import tandem.agentloop.ProviderException;

/// The caller asks from 3 to 4 s, so the turn ends at 4.35 s.
class FailuresTest {

    private static final String APOLOGY =
            "I'm sorry, something went wrong. Could you say that again?";

    private final CallScript call = new CallScript();

    private void fails(String words, String before) {
        call.model.when(
                words,
                (request, out) -> {
                    out.pause(100).says(before);
                    throw new ProviderException(
                            ProviderException.Category.UNAVAILABLE, "the model is away");
                });
    }

    private List<String> failures() {
        return call.facts(ConversationFact.ProviderFailed.class).stream()
                .map(failed -> failed.port() + " " + failed.reason())
                .toList();
    }

    @Test
    void a_model_that_fails_is_apologised_for_and_the_call_goes_on() {
        fails("hours", "");
        call.callerSays(3.0, 4.0, "what are your hours").callerSays(9.0, 10.0, "something else");
        call.runTo(14);
        assertThat(call.agentSaid()).containsSubsequence(APOLOGY, "I heard something else.");
        assertThat(failures()).containsExactly("model scripted: UNAVAILABLE");
    }

    @Test
    void a_model_that_fails_in_the_middle_of_a_sentence_leaves_only_whole_ones() {
        fails("hours", "We are open from nine to five. On the other hand we");
        call.callerSays(3.0, 4.0, "what are your hours").runTo(12);
        assertThat(call.agentSaid()).last().isEqualTo("We are open from nine to five. " + APOLOGY);
    }

    @Test
    void three_failures_in_a_row_want_a_human() {
        fails("hours", "");
        call.callerSays(3.0, 4.0, "your hours").callerSays(9.0, 10.0, "your hours");
        call.callerSays(15.0, 16.0, "your hours").runTo(22);
        assertThat(call.facts(ConversationFact.HumanWanted.class))
                .containsExactly(new ConversationFact.HumanWanted("replies failed"));
    }

    @Test
    void a_defect_in_the_model_is_a_failure_and_no_silence() {
        call.model.when(
                "hours",
                (request, out) -> {
                    throw new IllegalStateException("defect");
                });
        call.callerSays(3.0, 4.0, "your hours").runTo(9);
        assertThat(call.agentSaid()).last().isEqualTo(APOLOGY);
    }

    @Test
    void an_empty_reply_is_a_failure() {
        call.model.when("hours", (request, out) -> out.done());
        call.callerSays(3.0, 4.0, "your hours").runTo(9);
        assertThat(call.agentSaid()).last().isEqualTo(APOLOGY);
    }

    @Test
    void
            after_two_and_a_half_seconds_of_nothing_a_line_is_said_and_after_five_the_model_has_failed() {
        call.model.when("hours", (request, out) -> out.pause(60_000).says("Too late.").done());
        call.callerSays(3.0, 4.0, "your hours").runTo(14);
        assertThat(call.firstPacketFrom(4.0)).isCloseTo(4.35 + 2.5 + 0.05, within(0.03));
        assertThat(call.agentSaid()).last().isEqualTo("One moment, please. " + APOLOGY);
        assertThat(failures()).containsExactly("model no token for too long");
        assertThat(call.forks.alive()).isZero();
    }

    @Test
    void a_reply_without_end_is_cut_short() {
        call.model.when(
                "hours",
                (request, out) -> {
                    while (true) {
                        out.says("And so on and on and on. ");
                    }
                });
        call.callerSays(3.0, 4.0, "your hours").runTo(6);
        assertThat(call.forks.names()).filteredOn(name -> name.startsWith("llm-")).hasSize(2);
        assertThat(call.voice.spoken()).hasSizeLessThan(170);
        assertThat(call.state()).isEqualTo("speaking");
    }

    @Test
    void a_voice_that_fails_before_any_audio_is_replaced_for_that_sentence() {
        call.at(3.5, () -> call.voice.fail(1, 0));
        call.callerSays(3.0, 4.0, "your hours").runTo(9);
        assertThat(call.agentSaid()).last().isEqualTo("I heard your hours.");
        assertThat(call.spare.spoken()).containsExactly("I heard your hours.");
        assertThat(call.spare.requests().getFirst().voice()).isEmpty();
        assertThat(failures()).containsExactly("synthesizer first: UNAVAILABLE");
    }

    @Test
    void a_voice_that_fails_in_a_sentence_is_replaced_for_the_next_one() {
        call.model.when(
                "hours",
                (request, out) ->
                        out.says("We open at nine in the morning. We close at five.").done());
        call.at(3.5, () -> call.voice.fail(1, 4));
        call.callerSays(3.0, 4.0, "your hours").runTo(10);
        assertThat(call.agentSaid()).last().isEqualTo("We open at nine We close at five.");
        assertThat(call.spare.spoken()).containsExactly("We close at five.");
    }

    @Test
    void a_voice_that_brings_no_audio_in_time_is_replaced() {
        call.at(3.5, call.voice::hang);
        call.callerSays(3.0, 4.0, "your hours").runTo(10);
        assertThat(call.agentSaid()).last().isEqualTo("I heard your hours.");
        assertThat(call.spare.spoken()).containsExactly("I heard your hours.");
    }

    @Test
    void without_any_voice_the_caller_is_heard_again_and_a_human_wanted_in_the_end() {
        call.at(
                3.5,
                () -> {
                    call.voice.fail(100, 0);
                    call.spare.fail(100, 0);
                });
        call.callerSays(3.0, 4.0, "your hours").callerSays(6.0, 7.0, "your hours");
        call.callerSays(9.0, 10.0, "your hours").runTo(13);
        assertThat(call.agentSaid()).hasSize(2);
        assertThat(call.facts(ConversationFact.HumanWanted.class)).hasSize(1);
    }

    @Test
    void the_next_sentence_is_made_while_the_former_plays_and_never_far_ahead() {
        call.model.when(
                "hours",
                (request, out) ->
                        out.says("One two three four five six seven eight nine ten. ".repeat(4))
                                .done());
        call.callerSays(3.0, 4.0, "your hours").runTo(5.2);
        assertThat(call.voice.spoken()).hasSize(4);
        call.runTo(18);
        List<Double> gaps = gaps(call.playout.packets());
        assertThat(gaps).allSatisfy(gap -> assertThat(gap).isLessThan(0.021));
    }

    private static List<Double> gaps(List<ManualPlayout.Packet> packets) {
        List<ManualPlayout.Packet> own =
                packets.stream().filter(packet -> packet.turn().number() == 2).toList();
        return IntStream.range(1, own.size())
                .mapToObj(i -> (own.get(i).nanos() - own.get(i - 1).nanos()) / 1e9)
                .toList();
    }

    @Test
    void closing_ends_everything_and_twice_is_no_more_than_once() {
        call.model.when("hours", (request, out) -> out.pause(60_000).done());
        call.callerSays(3.0, 4.0, "your hours").runTo(5);
        assertThat(call.forks.alive()).isEqualTo(1);
        call.conversation().close();
        call.conversation().close();
        call.runTo(6);
        assertThat(call.forks.alive()).isZero();
        assertThat(call.recognizer.closed()).isEqualTo(1);
        assertThat(call.conversation().nextAlarm()).isEmpty();
    }

    @Test
    void work_that_does_not_end_when_its_turn_does_is_counted_after_five_seconds() {
        call.model.when("hours", (request, out) -> call.forks.pauseDeaf(Duration.ofSeconds(20)));
        call.callerSays(3.0, 4.0, "your hours").callerSays(5.0, 6.0, "something else");
        call.runTo(10);
        assertThat(call.meters.get("tandem.turn.leaked").gauge().value()).isZero();
        call.runTo(11);
        assertThat(call.meters.get("tandem.turn.leaked").gauge().value()).isEqualTo(1);
        call.runTo(28);
        assertThat(call.meters.get("tandem.turn.leaked").gauge().value()).isZero();
    }

    @Test
    void what_is_never_heard_is_not_remembered() {
        call.model.when("hours", (request, out) -> out.pause(1_000).says("From nine.").done());
        call.callerSays(3.0, 4.0, "your hours").callerSays(4.8, 5.5, "and the address");
        call.runTo(9);
        assertThat(call.model.requests().get(2).memory().stack()).containsExactly("<arrived>");
        assertThat(call.model.requests().get(2).history())
                .extracting(Object::toString)
                .noneMatch(entry -> entry.contains("t2"));
    }
}
