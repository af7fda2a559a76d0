package tandem.sipedge.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.callcontrol.Codec;
import tandem.callcontrol.Direction;
import tandem.callcontrol.MediaAddress;

class AnswerRulesTest {

    static final AnswerRules RULES =
            new AnswerRules(List.of(Codec.PCMU, Codec.PCMA), false, Duration.ofMillis(20));
    private static final MediaAddress LOCAL =
            new MediaAddress(InetAddress.ofLiteral("192.0.2.10"), 30_000);
    private static final String HEAD =
            "v=0\no=- 1 1 IN IP4 10.0.0.1\ns=-\nc=IN IP4 10.0.0.1\nt=0 0\n";

    private static Negotiation negotiate(String offer) throws SdpException {
        return RULES.negotiate(SessionDescription.parse(offer));
    }

    private static Negotiation.Agreed agreed(String offer) throws SdpException {
        return (Negotiation.Agreed) negotiate(offer);
    }

    private static String answer(Negotiation.Agreed agreed) {
        return LocalSession.started(7).answering(agreed.plan(), LOCAL).last().orElseThrow().write();
    }

    @Test
    void the_first_codec_of_the_offer_that_is_ours_is_taken() throws Exception {
        assertThat(agreed(Samples.BARESIP).media().codec()).isEqualTo(Codec.PCMU);
        assertThat(agreed(Samples.CISCO).media().codec()).isEqualTo(Codec.PCMA);
        assertThat(agreed(Samples.LINPHONE).media().codec()).isEqualTo(Codec.PCMU);
    }

    @Test
    void our_own_order_is_taken_when_the_settings_say_so() throws Exception {
        AnswerRules own =
                new AnswerRules(List.of(Codec.PCMU, Codec.PCMA), true, Duration.ofMillis(20));
        Negotiation.Agreed agreed =
                (Negotiation.Agreed) own.negotiate(SessionDescription.parse(Samples.CISCO));
        assertThat(agreed.media().codec()).isEqualTo(Codec.PCMU);
    }

    @Test
    void a_codec_of_ours_under_another_number_keeps_that_number() throws Exception {
        Negotiation.Agreed agreed = agreed(Samples.TRUNK_WITH_VIDEO);
        assertThat(agreed.media().codec()).isEqualTo(Codec.PCMU);
        assertThat(agreed.media().payloadType()).isEqualTo(98);
        assertThat(agreed.media().eventPayloadType()).isEqualTo(OptionalInt.of(97));
    }

    @Test
    void a_static_number_mapped_to_something_else_is_not_ours() throws Exception {
        assertThat(negotiate(HEAD + "m=audio 4000 RTP/AVP 0\na=rtpmap:0 G729/8000\n"))
                .isInstanceOf(Negotiation.Unacceptable.class);
        assertThat(negotiate(HEAD + "m=audio 4000 RTP/AVP 96\na=rtpmap:96 PCMU/16000\n"))
                .isInstanceOf(Negotiation.Unacceptable.class);
        assertThat(negotiate(HEAD + "m=audio 4000 RTP/AVP 96\na=rtpmap:96 PCMU/8000/2\n"))
                .isInstanceOf(Negotiation.Unacceptable.class);
    }

    @Test
    void every_line_of_the_offer_is_answered_and_all_but_one_with_port_0() throws Exception {
        assertThat(answer(agreed(Samples.TRUNK_WITH_VIDEO)))
                .isEqualTo(
                        Samples.crlf(
                                """
                                v=0
                                o=- 7 1 IN IP4 192.0.2.10
                                s=-
                                c=IN IP4 192.0.2.10
                                t=0 0
                                m=video 0 RTP/AVP 96
                                m=audio 30000 RTP/AVP 98 97
                                a=rtpmap:98 PCMU/8000
                                a=rtpmap:97 telephone-event/8000
                                a=fmtp:97 0-11
                                a=ptime:20
                                a=recvonly
                                m=application 0 udp wb
                                """));
    }

    @Test
    void control_packets_go_where_the_offer_says() throws Exception {
        assertThat(agreed(Samples.TRUNK_WITH_VIDEO).media().remoteControl())
                .hasToString("203.0.113.11:5500");
        assertThat(agreed(Samples.SIPP).media().remoteControl()).hasToString("127.0.1.1:6001");
        assertThat(agreed(HEAD + "m=audio 4000 RTP/AVP 0\na=rtcp:4444\n").media().remoteControl())
                .hasToString("10.0.0.1:4444");
        assertThat(agreed(HEAD + "m=audio 4000 RTP/AVP 0\na=rtcp:x y\n").media().remoteControl())
                .hasToString("10.0.0.1:4001");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 20",
        "a=ptime:40, 40",
        "a=ptime:60, 60",
        "a=ptime:30, 20",
        "a=ptime:x, 20",
        "a=ptime:0, 20",
    })
    void packets_are_as_long_as_the_offer_asks_if_we_can(String line, int millis) throws Exception {
        assertThat(
                        agreed(
                                        HEAD
                                                + "m=audio 4000 RTP/AVP 0\n"
                                                + line
                                                + "\n".repeat(Math.min(1, line.length())))
                                .media()
                                .packetTime())
                .isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({
        "a=sendrecv, SEND_RECEIVE, sendrecv",
        "a=sendonly, RECEIVE_ONLY, recvonly",
        "a=recvonly, SEND_ONLY, sendonly",
        "a=inactive, INACTIVE, inactive",
    })
    void the_direction_is_the_reverse_of_theirs(String line, Direction ours, String written)
            throws Exception {
        for (String offer :
                List.of(
                        HEAD + "m=audio 4000 RTP/AVP 0\n" + line + "\n",
                        HEAD + line + "\nm=audio 4000 RTP/AVP 0\n",
                        HEAD + "a=sendrecv\nm=audio 4000 RTP/AVP 0\n" + line + "\n")) {
            Negotiation.Agreed agreed = agreed(offer);
            assertThat(agreed.media().direction()).isEqualTo(ours);
            assertThat(answer(agreed)).endsWith("a=" + written + "\r\n");
        }
    }

    @Test
    void nothing_is_sent_to_the_unspecified_address() throws Exception {
        String held = HEAD.replace("c=IN IP4 10.0.0.1", "c=IN IP4 0.0.0.0");
        assertThat(agreed(held + "m=audio 4000 RTP/AVP 0\n").media().direction())
                .isEqualTo(Direction.RECEIVE_ONLY);
        assertThat(agreed(held + "m=audio 4000 RTP/AVP 0\na=inactive\n").media().direction())
                .isEqualTo(Direction.INACTIVE);
        assertThat(agreed(HEAD + "m=audio 4000 RTP/AVP 0\nc=IN IP6 ::\n").media().isHeldByRemote())
                .isTrue();
    }

    @Test
    void addresses_of_the_sixth_version_are_taken() throws Exception {
        assertThat(agreed(Samples.IPV6).media().remote().address())
                .isEqualTo(InetAddress.ofLiteral("2001:db8::1"));
    }

    @ParameterizedTest
    @CsvSource({
        "0-15, 0-15",
        "0-16, 0-15",
        "'0-9,11', '0-9,11'",
        "'0-11,66,70', 0-11",
        "nonsense, 0-15",
        "15, 15",
        "9-3, 0-15",
        "0-999999, 0-15",
    })
    void keys_are_those_both_know(String offered, String answered) throws Exception {
        assertThat(
                        answer(
                                agreed(
                                        HEAD
                                                + "m=audio 4000 RTP/AVP 0 101\na=rtpmap:101 telephone-event/8000\na=fmtp:101 "
                                                + offered
                                                + "\n")))
                .contains("a=fmtp:101 " + answered + "\r\n");
    }

    @Test
    void events_at_another_clock_are_not_taken() throws Exception {
        assertThat(agreed(Samples.LINPHONE).media().eventPayloadType())
                .isEqualTo(OptionalInt.of(100));
        assertThat(
                        agreed(
                                        HEAD
                                                + "m=audio 4000 RTP/AVP 0 99\na=rtpmap:99 telephone-event/16000\n")
                                .media()
                                .eventPayloadType())
                .isEmpty();
    }

    @Test
    void plain_audio_beside_encrypted_audio_is_taken() throws Exception {
        Negotiation.Agreed agreed =
                agreed(HEAD + "m=audio 4000 RTP/SAVP 0\nm=audio 4002 RTP/AVP 8\n");
        assertThat(agreed.media().remote().port()).isEqualTo(4002);
        assertThat(answer(agreed)).contains("m=audio 0 RTP/SAVP 0\r\nm=audio 30000 RTP/AVP 8\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "m=audio 4000 RTP/SAVP 0, sdp.transport, 302",
        "m=audio 4000 RTP/SAVPF 0, sdp.transport, 302",
        "m=audio 4000 udp 0, sdp.transport, 302",
        "m=audio 4000 RTP/AVP 3 18, sdp.no-common-codec, 305",
        "m=audio 4000 RTP/AVP 128 x, sdp.no-common-codec, 305",
        "m=video 4000 RTP/AVP 31, sdp.no-audio, 304",
        "m=image 4000 udptl t38, sdp.no-audio, 304",
        "m=audio 0 RTP/AVP 0, sdp.no-audio, 304",
        "'m=audio 4000 RTP/AVP 0\nc=IN IP4 phone.example.com', sdp.address, 301",
        "'m=audio 4000 RTP/AVP 0\nc=IN IP4 224.2.1.1/127', sdp.address, 301",
        "'m=audio 4000 RTP/AVP 0\nc=IN IP4 239.1.1.1', sdp.address, 301",
        "'m=audio 4000 RTP/AVP 0\nc=IN IP4 10.1', sdp.address, 301",
    })
    void what_cannot_be_taken_says_why(String lines, String rule, int warning) throws Exception {
        Negotiation.Unacceptable refused =
                (Negotiation.Unacceptable) negotiate(HEAD + lines + "\n");
        assertThat(refused.refusal().sipCode()).isEqualTo(488);
        assertThat(refused.refusal().rule()).isEqualTo(rule);
        assertThat(refused.warning()).isEqualTo(warning);
        assertThat(refused.refusal().sentence()).endsWith(".");
    }

    @Test
    void no_address_at_all_is_refused() throws Exception {
        assertThat(negotiate("v=0\no=- 1 1 IN IP4 10.0.0.1\ns=-\nt=0 0\nm=audio 4000 RTP/AVP 0\n"))
                .isInstanceOf(Negotiation.Unacceptable.class);
    }

    @Test
    void encrypted_offers_of_phones_and_browsers_are_refused() throws Exception {
        assertThat(negotiate(Samples.SDES)).isInstanceOf(Negotiation.Unacceptable.class);
        assertThat(negotiate(Samples.WEBRTC)).isInstanceOf(Negotiation.Unacceptable.class);
    }

    @Test
    void the_version_goes_up_only_when_the_description_changes() throws Exception {
        AnswerPlan plan = agreed(Samples.SIPP).plan();
        LocalSession first = LocalSession.started(9).answering(plan, LOCAL);
        LocalSession same = first.answering(plan, LOCAL);
        assertThat(same.version()).isEqualTo(1);
        LocalSession moved =
                same.answering(plan, new MediaAddress(LOCAL.address(), LOCAL.port() + 2));
        assertThat(moved.version()).isEqualTo(2);
        assertThat(moved.last().orElseThrow().origin().version()).isEqualTo("2");
        assertThat(moved.last().orElseThrow().origin().sessionId()).isEqualTo("9");
        assertThat(moved.answering(plan, LOCAL).version()).isEqualTo(3);
    }
}
