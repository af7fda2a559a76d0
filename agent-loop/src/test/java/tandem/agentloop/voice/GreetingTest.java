package tandem.agentloop.voice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GreetingTest {

    @Test
    void a_call_begins_with_the_disclosure_and_the_welcome() {
        CallScript call = new CallScript().disclosing("{agent} of {company} is a machine.");
        call.runTo(4);
        assertThat(call.agentSaid())
                .containsExactly("Ann of Acme is a machine.", "How can I help?");
        assertThat(call.state()).isEqualTo("listening");
        assertThat(call.playout.packets().getFirst().nanos()).isLessThan(CallScript.nanos(0.1));
    }

    @Test
    void nothing_a_caller_does_stops_the_disclosure() {
        CallScript call = new CallScript().disclosing("This call is answered by a machine today.");
        call.callerSays(0.3, 1.2, "hello is there somebody").presses(0.5, "00");
        call.runTo(8);
        assertThat(call.agentSaid())
                .startsWith("This call is answered by a machine today.", "How can I help?");
        assertThat(call.bargeIns()).isEmpty();
        assertThat(call.callerSaid()).isEmpty();
        assertThat(call.playout.packets()).noneMatch(ManualPlayout.Packet::ducked);
    }

    @Test
    void a_caller_who_talks_beyond_the_disclosure_is_listened_to_instead_of_welcomed() {
        CallScript call = new CallScript();
        call.callerSays(0.5, 2.5, "i want to know your opening hours");
        call.runTo(6);
        assertThat(call.agentSaid())
                .containsExactly(
                        "This is a machine.", "I heard i want to know your opening hours.");
    }

    @Test
    void the_welcome_can_be_interrupted() {
        CallScript call = new CallScript();
        call.callerSays(1.6, 2.6, "opening hours please");
        call.runTo(6);
        assertThat(call.bargeIns()).containsExactly("interrupted");
        assertThat(call.agentSaid())
                .containsExactly(
                        "This is a machine.", "How can -", "I heard opening hours please.");
    }
}
