package tandem.sippscenarios.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SipTextTest {

    @ParameterizedTest
    @CsvSource({
        "sip:agent@127.0.0.1:5070;transport=tcp, agent, 127.0.0.1, 5070, tcp",
        "agent@example.com, agent, example.com, 0, ''",
        "SIP:[::1]:5060, '', [::1], 5060, ''",
        "192.0.2.7, '', 192.0.2.7, 0, ''",
    })
    void addresses_are_read_as_people_type_them(
            String text, String user, String host, int port, String transport) {
        SipUri uri = SipUri.parse(text).orElseThrow();

        assertThat(uri.user()).isEqualTo(user);
        assertThat(uri.host()).isEqualTo(host);
        assertThat(uri.port()).isEqualTo(port);
        assertThat(uri.transport()).isEqualTo(transport);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "sips:a@b", "sip:a@b:99999", "http://example.com/", "a b", "tel:+1"})
    void what_is_no_sip_address_is_told(String text) {
        assertThat(SipUri.parse(text)).isEmpty();
    }

    @Test
    void compact_and_folded_headers_are_read() {
        String text =
                "SIP/2.0 200 OK\r\nv: SIP/2.0/UDP a;branch=z9hG4bK1,\r\n SIP/2.0/UDP b;branch=z9hG4bK2\r\n"
                        + "f: \"A, <B>\" <sip:a@b;x=1>;tag=t1\r\nt: <sip:c@d>;tag=t2\r\ni: id\r\n"
                        + "CSeq: 4 INVITE\r\nl: 2\r\n\r\nhiX";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        SipMessage message = SipParser.parse(bytes, bytes.length).orElseThrow();

        assertThat(message.headers().items("Via")).hasSize(2);
        assertThat(message.branch()).isEqualTo("z9hG4bK1");
        assertThat(message.fromTag()).contains("t1");
        assertThat(message.toTag()).contains("t2");
        assertThat(message.sequence()).isEqualTo(4);
        assertThat(message.body()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n\r\n",
                "INVITE sip:a SIP/3.0\r\n\r\n",
                "SIP/2.0 20 OK\r\n\r\n",
                "SIP/2.0 200 OK\r\nno colon\r\n\r\n",
                "SIP/2.0 200 OK\r\nContent-Length: 5\r\n\r\nhi",
                "SIP/2.0 200 OK\r\nContent-Length: -1\r\n\r\n",
                "SIP/2.0 200 OK\r\nCall-ID: x"
            })
    void what_is_no_sip_message_is_left_out(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(SipParser.parse(bytes, bytes.length)).isEmpty();
    }

    @Test
    void the_first_audio_stream_of_an_answer_counts() {
        String sdp =
                "v=0\r\nc=IN IP4 192.0.2.1\r\nm=video 0 RTP/AVP 96\r\nc=IN IP4 9.9.9.9\r\n"
                        + "m=audio 4000 RTP/AVP 8 0 96\r\nc=IN IP4 192.0.2.2\r\n"
                        + "a=rtpmap:96 telephone-event/8000\r\na=sendonly\r\n"
                        + "m=audio 5000 RTP/AVP 0\r\na=inactive\r\n";

        AudioDescription audio = AudioDescription.parse(sdp).orElseThrow();

        assertThat(audio)
                .isEqualTo(new AudioDescription("192.0.2.2", 4000, List.of(8, 0), 96, "sendonly"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "v=0\r\nc=IN IP4 1.2.3.4\r\n",
                "v=0\r\nm=audio 1 RTP/AVP 0\r\n"
            })
    void a_body_without_usable_audio_is_told(String sdp) {
        assertThat(AudioDescription.parse(sdp)).isEmpty();
    }
}
