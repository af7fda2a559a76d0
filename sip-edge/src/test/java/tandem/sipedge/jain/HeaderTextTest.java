package tandem.sipedge.jain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.nist.javax.sip.message.SIPResponse;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.callcontrol.EndCause;
import tandem.callcontrol.Refusal;

class HeaderTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\rb",
                "a\nb",
                "a\r\nVia: x",
                "\u0000",
                "\u007f",
                "\u0085",
                "a\u2028b",
                "a\u2029b",
                "\t",
                "\ud800",
                "x\udc00"
            })
    void control_characters_of_any_kind_are_refused(String raw) {
        assertThat(HeaderText.of(raw)).isEmpty();
        assertThatThrownBy(() -> new HeaderText(raw)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void quotes_and_backslashes_are_escaped_and_long_texts_cut() {
        assertThat(HeaderText.of("say \"hi\" \\o/").orElseThrow().quoted())
                .isEqualTo("\"say \\\"hi\\\" \\\\o/\"");
        assertThat(HeaderText.of("x".repeat(300)).orElseThrow().text()).hasSize(200);
        assertThat(HeaderText.of("x".repeat(199) + "😀").orElseThrow().text()).hasSize(199);
    }

    @Test
    void ten_thousand_texts_write_not_one_header_more() throws Exception {
        SipMeters meters = new SipMeters(new SimpleMeterRegistry());
        Responses responses = new Responses("Tandem/1.0", Duration.ofSeconds(30), meters);
        String alphabet = "ab\r\n\t:;,<>\"\\=\u0000\u0085\u2028 ü😀\u000b\u007f";
        Random random = new Random(10_000);
        for (int n = 0; n < 10_000; n++) {
            StringBuilder text = new StringBuilder();
            for (int k = random.nextInt(60); k > 0; k--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            SIPResponse response = new SIPResponse();
            response.setStatusCode(486);
            responses.header(
                    response,
                    "Reason",
                    Reasons.of(Refusal.of(486, text.toString(), text.toString()), meters));
            responses.header(
                    response,
                    "Reason",
                    Reasons.of(EndCause.of(EndCause.Kind.AGENT_HUNG_UP, text.toString()), meters));
            String wire = response.encode().replaceFirst("^SIP/2.0 [^\r]*\r\n", "");
            assertThat(wire).matches("Reason: Q\\.850;[^\r\n]*\r\n(Content-Length: 0\r\n)?\r\n");
        }
    }
}
