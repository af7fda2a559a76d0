package tandem.sipedge.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionDescriptionTest {

    @Test
    void every_sample_is_read_and_reads_the_same_when_written() throws Exception {
        for (Map.Entry<String, String> sample : Samples.all().entrySet()) {
            SessionDescription read = SessionDescription.parse(sample.getValue());
            assertThat(SessionDescription.parse(read.write())).as(sample.getKey()).isEqualTo(read);
            assertThat(SessionDescription.parse(sample.getValue().replace("\r\n", "\n")))
                    .as(sample.getKey() + " with bare line feeds")
                    .isEqualTo(read);
        }
    }

    @Test
    void the_parts_are_where_they_belong() throws Exception {
        SessionDescription read = SessionDescription.parse(Samples.TRUNK_WITH_VIDEO);
        assertThat(read.origin())
                .isEqualTo(
                        new Origin("root", "1821", "1821", new Connection(false, "203.0.113.9")));
        assertThat(read.name()).isEqualTo("Asterisk PBX 18");
        assertThat(read.attributes()).containsExactly(Attribute.flag("sendonly"));
        assertThat(read.media())
                .extracting(MediaDescription::kind)
                .containsExactly("video", "audio", "application");
        MediaDescription audio = read.media().get(1);
        assertThat(audio.connection()).contains(new Connection(false, "203.0.113.10"));
        assertThat(audio.formats()).containsExactly("98", "97");
        assertThat(audio.values("ptime")).containsExactly("40");
    }

    @Test
    void what_is_written_is_exactly_this() throws Exception {
        assertThat(SessionDescription.parse(Samples.SIPP).write()).isEqualTo(Samples.SIPP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "v=0",
                "v=1\no=- 1 1 IN IP4 1.2.3.4\ns=-\nt=0 0\n",
                "o=- 1 1 IN IP4 1.2.3.4\nv=0\ns=-\nt=0 0\n",
                "v=0\no=- 1 1 IN IP4 1.2.3.4\ns=-\n",
                "v=0\no=- x 1 IN IP4 1.2.3.4\ns=-\nt=0 0\n",
                "v=0\no=- 1 1 XX IP4 1.2.3.4\ns=-\nt=0 0\n",
                "v=0\no=- 1 1 IN IP5 1.2.3.4\ns=-\nt=0 0\n",
                "v=0\no=- 1 1 IN IP4\ns=-\nt=0 0\n",
                "v=0\no=- 1 1 IN IP4 1.2.3.4\nt=0 0\n",
                "v=0\no=- 1 1 IN IP4 1.2.3.4\ns=-\nt=now later\n",
                "v=0\no=- 1 1 IN IP4 1.2.3.4\ns=-\nt=0 0\nm=audio\n",
                "v=0\no=- 1 1 IN IP4 1.2.3.4\ns=-\nt=0 0\nm=audio x RTP/AVP 0\n",
                "v=0\no=- 1 1 IN IP4 1.2.3.4\ns=-\nt=0 0\nm=audio 65536 RTP/AVP 0\n",
                "v=0\no=- 1 1 IN IP4 1.2.3.4\ns=-\nt=0 0\nm=audio -1 RTP/AVP 0\n",
                "v=0\no=- 1 1 IN IP4 1.2.3.4\ns=-\nt=0 0\nm=audio 4000/0 RTP/AVP 0\n",
                "v=0\no=- 1 1 IN IP4 1.2.3.4\ns=-\nt=0 0\nm=audio 4000  RTP/AVP 0\n",
                "v=0\no=- 1 1 IN IP4 1.2.3.4\ns=-\nt=0 0\nm=audio 4000 RTP//AVP 0\n",
                "v=0\no=- 1 1 IN IP4 1.2.3.4\ns=-\nt=0 0\nm=audio 4000 RTP/AVP 0\nt=0 0\n",
                "v=0\no=- 1 1 IN IP4 1.2.3.4\ns=-\nt=0 0\na=b c:d\n",
                "v=0\no=- 1 1 IN IP4 1.2.3.4\ns=-\nb=x\nt=0 0\n",
                "v=0\no=- 1 1 IN IP4 1.2.3.4\ns=-\nt=0 0\nx=1\n",
                "v=0\no=- 1 1 IN IP4 1.2.3.4\ns=-\n\nt=0 0\n",
                "v=0\no=- 1 1 IN IP4 1.2.3.4\ns=a\rb\nt=0 0\n",
                "v=0\no=- 1 1 IN IP4 1.2.3.4\ns=a\u0000b\nt=0 0\n",
            })
    void what_is_no_description_is_refused_with_its_line(String text) {
        assertThatThrownBy(() -> SessionDescription.parse(text))
                .isInstanceOf(SdpException.class)
                .hasMessageMatching("line \\d+: .+");
    }

    @Test
    void a_problem_names_its_line_and_repeats_nothing() {
        assertThatThrownBy(() ->
                        SessionDescription.parse(
                                Samples.SIPP.replace("m=audio 6000", "m=audio evil")))
                .hasMessage("line 6: a number must lie in 0-65535");
    }

    @Test
    void no_mutation_of_any_sample_does_more_than_be_refused() {
        Random random = new Random(8_866);
        List<String> samples = List.copyOf(Samples.all().values());
        int read = 0;
        for (int n = 0; n < 60_000; n++) {
            byte[] bytes =
                    samples.get(random.nextInt(samples.size())).getBytes(StandardCharsets.UTF_8);
            bytes = mutated(bytes, random);
            String text = new String(bytes, StandardCharsets.UTF_8);
            try {
                SessionDescription session = SessionDescription.parse(text);
                assertThat(SessionDescription.parse(session.write())).isEqualTo(session);
                AnswerRulesTest.RULES.negotiate(session);
                read++;
            } catch (SdpException e) {
                assertThat(e.line()).isPositive();
            }
        }
        assertThat(read).as("some mutations are harmless").isGreaterThan(5_000);
    }

    @Test
    void whatever_can_be_made_is_written_and_read_the_same() throws Exception {
        Random random = new Random(3_264);
        for (int n = 0; n < 20_000; n++) {
            SessionDescription made = made(random);
            assertThat(SessionDescription.parse(made.write())).isEqualTo(made);
        }
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        byte[] out = bytes.clone();
        int changes = 1 + random.nextInt(4);
        for (int n = 0; n < changes; n++) {
            int at = random.nextInt(out.length);
            switch (random.nextInt(4)) {
                case 0 -> out[at] = (byte) random.nextInt(256);
                case 1 -> out = cut(out, at, Math.min(out.length, at + random.nextInt(40)));
                case 2 -> out[at] = (byte) "\r\n =:/0-9,;a".charAt(random.nextInt(12));
                default -> {
                    int to = random.nextInt(out.length);
                    byte kept = out[at];
                    out[at] = out[to];
                    out[to] = kept;
                }
            }
            if (out.length == 0) {
                return out;
            }
        }
        return out;
    }

    private static byte[] cut(byte[] bytes, int from, int to) {
        byte[] out = new byte[bytes.length - (to - from)];
        System.arraycopy(bytes, 0, out, 0, from);
        System.arraycopy(bytes, to, out, from, bytes.length - to);
        return out;
    }

    private static SessionDescription made(Random random) {
        List<MediaDescription> media = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            List<String> formats = new ArrayList<>();
            for (int k = 1 + random.nextInt(5); k > 0; k--) {
                formats.add(token(random));
            }
            media.add(
                    new MediaDescription(
                            token(random),
                            random.nextInt(65_536),
                            1 + random.nextInt(3),
                            token(random) + "/" + token(random),
                            formats,
                            connection(random),
                            attributes(random)));
        }
        return new SessionDescription(
                new Origin(
                        token(random),
                        Long.toString(random.nextLong(Long.MAX_VALUE)),
                        Integer.toString(random.nextInt(1_000)),
                        new Connection(random.nextBoolean(), token(random))),
                line(random),
                connection(random),
                attributes(random),
                media);
    }

    private static Optional<Connection> connection(Random random) {
        return random.nextBoolean()
                ? Optional.empty()
                : Optional.of(new Connection(random.nextBoolean(), token(random)));
    }

    private static List<Attribute> attributes(Random random) {
        List<Attribute> attributes = new ArrayList<>();
        for (int n = random.nextInt(6); n > 0; n--) {
            attributes.add(
                    random.nextBoolean()
                            ? Attribute.flag(token(random))
                            : Attribute.of(token(random), line(random)));
        }
        return attributes;
    }

    private static String token(Random random) {
        String letters = "abcXYZ0189.-_+*";
        StringBuilder out = new StringBuilder();
        for (int n = 1 + random.nextInt(8); n > 0; n--) {
            out.append(letters.charAt(random.nextInt(letters.length())));
        }
        return out.toString();
    }

    private static String line(Random random) {
        String letters = "ab :=\t/ü…0;,\"\\";
        StringBuilder out = new StringBuilder();
        for (int n = random.nextInt(12); n > 0; n--) {
            out.append(letters.charAt(random.nextInt(letters.length())));
        }
        return out.toString();
    }
}
