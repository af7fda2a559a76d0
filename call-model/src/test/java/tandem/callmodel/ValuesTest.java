package tandem.callmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tandem.callmodel.audio.SampleRate;

class ValuesTest {

    @Test
    void what_a_caller_said_masks_itself() {
        assertThat(new PersonalText("my card is 4111")).hasToString("‹15 characters›");
        assertThat(new PartyAddress("+4912345", "example.com", "Ann").toString())
                .isEqualTo("…45@example.com");
    }

    @Test
    void a_call_id_holds_nothing_that_could_break_a_header_or_a_path() {
        assertThatThrownBy(() -> new CallId("a\r\nb")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CallId("../x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keys_are_told_by_symbol_and_by_event_code() {
        for (DtmfDigit digit : DtmfDigit.values()) {
            assertThat(DtmfDigit.ofSymbol(digit.symbol())).contains(digit);
            assertThat(DtmfDigit.ofEventCode(digit.eventCode())).contains(digit);
        }
        assertThat(DtmfDigit.ofEventCode(16)).isEmpty();
    }

    @Test
    void twenty_milliseconds_are_160_samples_on_the_telephone() {
        assertThat(SampleRate.TELEPHONE.samples(Duration.ofMillis(20))).isEqualTo(160);
        assertThat(SampleRate.TELEPHONE.duration(8_000)).isEqualTo(Duration.ofSeconds(1));
    }
}
