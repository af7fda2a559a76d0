package tandem.agentloop.provider.pocketsphinx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tandem.agentloop.Expectation;
import tandem.agentloop.Hypothesis;
import tandem.agentloop.Hypothesis.Source;
import tandem.agentloop.ProviderException;
import tandem.agentloop.RecognizerEvent;
import tandem.agentloop.speechspace.ShopFlow;
import tandem.agentloop.speechspace.SpeechSpace;
import tandem.callmodel.audio.FrameRing;
import tandem.callmodel.audio.SampleRate;
import tandem.callmodel.time.Time;

class PocketsphinxRecognizerTest {

    private static final FliteVoice RMS = new FliteVoice("rms");
    private static final FliteVoice KAL = new FliteVoice("kal16");
    private static PocketsphinxRecognizer recognizer;

    @BeforeAll
    static void start() throws Exception {
        recognizer =
                new PocketsphinxRecognizer(
                        PocketsphinxSettings.defaults().withHang(Duration.ofSeconds(40)),
                        List.of(SpeechSpace.of(ShopFlow.flow())),
                        Time.system(),
                        new SimpleMeterRegistry());
        recognizer.start();
    }

    @AfterAll
    static void close() {
        recognizer.close();
    }

    @Test
    void both_searches_hear_a_sentence_of_the_flow() throws Exception {
        try (Listening line = new Listening(recognizer, "shop")) {
            RecognizerEvent.Final heard =
                    line.hear(RMS.overTelephone("when will my package get here"));
            assertThat(heard.hypotheses())
                    .extracting(Hypothesis::text)
                    .containsExactly(
                            "when will my package get here", "when will my package get here");
            assertThat(heard.hypotheses())
                    .extracting(Hypothesis::source)
                    .containsExactlyInAnyOrder(Source.GRAMMAR, Source.STATISTICAL);
            assertThat(heard.startTick()).isEqualTo(FliteVoice.LEAD);
            assertThat(line.partials).isNotEmpty().contains("when will my package get here");
        }
    }

    @Test
    void a_question_for_a_number_lets_only_numbers_win() throws Exception {
        try (Listening line = new Listening(recognizer, "shop")) {
            line.expect(new Expectation.Digits(6, 6));
            RecognizerEvent.Final heard =
                    line.hear(KAL.overTelephone("four seven oh one two eight"));
            assertThat(heard.text()).isEqualTo("four seven oh one two eight");
        }
    }

    @Test
    void a_correction_is_understood_where_yes_or_no_was_asked() throws Exception {
        try (Listening line = new Listening(recognizer, "shop")) {
            line.expect(new Expectation.YesNo());
            assertThat(line.hear(RMS.overTelephone("no the last one is four")).text())
                    .isEqualTo("no the last one is four");
            assertThat(line.hear(RMS.overTelephone("yes that's right")).text())
                    .isEqualTo("yes that's right");
        }
    }

    @Test
    void a_second_utterance_of_a_call_is_heard_like_the_first() throws Exception {
        try (Listening line = new Listening(recognizer, "shop")) {
            for (int n = 0; n < 3; n++) {
                assertThat(line.hear(KAL.overTelephone("what are your opening hours")).text())
                        .isEqualTo("what are your opening hours");
            }
        }
    }

    @Test
    void words_of_another_subject_are_doubted() throws Exception {
        try (Listening line = new Listening(recognizer, "shop")) {
            String foreign = "the cat sat on the mat and ate an enormous piece of yellow cheese";
            assertThat(line.hear(RMS.overTelephone(foreign)).hypotheses())
                    .allMatch(reading -> reading.confidence() < 0.5);
        }
    }

    @Test
    void speech_that_is_only_silence_ends_with_no_words() throws Exception {
        try (Listening line = new Listening(recognizer, "shop")) {
            assertThat(line.hear(new short[16_000]).hypotheses()).isEmpty();
        }
    }

    @Test
    void nothing_of_one_call_is_left_for_the_next() throws Exception {
        try (PocketsphinxRecognizer single = single()) {
            single.start();
            List<Hypothesis> first = hearOnce(single, RMS.overTelephone("where is my order"));
            hearOnce(single, KAL.overTelephone("cancel order one two three four five six"));
            assertThat(hearOnce(single, RMS.overTelephone("where is my order"))).isEqualTo(first);
        }
    }

    @Test
    void twenty_streams_at_once_hear_what_one_hears() throws Exception {
        short[] first = RMS.overTelephone("where is order four seven one one two eight");
        short[] second = KAL.overTelephone("please deliver it on monday");
        List<Hypothesis> firstAlone = hearOnce(recognizer, first);
        List<Hypothesis> secondAlone = hearOnce(recognizer, second);
        List<Listening> lines = new ArrayList<>();
        for (int n = 0; n < 20; n++) {
            Listening line = new Listening(recognizer, "shop");
            lines.add(line);
            line.begin(n % 2 == 0 ? first : second);
        }
        lines.forEach(Listening::end);
        for (int n = 0; n < 20; n++) {
            assertThat(lines.get(n).await().hypotheses())
                    .isEqualTo(n % 2 == 0 ? firstAlone : secondAlone);
            lines.get(n).close();
        }
    }

    @Test
    void a_missing_model_is_told_with_what_to_install() {
        PocketsphinxRecognizer without =
                new PocketsphinxRecognizer(
                        PocketsphinxSettings.defaults().withModel(Path.of("/nowhere")),
                        List.of(SpeechSpace.of(ShopFlow.flow())),
                        Time.system(),
                        new SimpleMeterRegistry());
        assertThatThrownBy(without::start)
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("/nowhere/en-us/mdef")
                .hasMessageContaining("pocketsphinx-en-us");
    }

    @Test
    void a_flow_without_a_search_space_and_a_wide_band_ring_are_refused() {
        assertThatThrownBy(() -> new Listening(recognizer, "unknown"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown");
        FrameRing wide = new FrameRing(SampleRate.WIDEBAND, 320, 4);
        assertThatThrownBy(() -> recognizer.open(Listening.request("shop"), wide, _ -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16000 Hz");
    }

    private static PocketsphinxRecognizer single() {
        return new PocketsphinxRecognizer(
                PocketsphinxSettings.defaults().withWorkers(1, 1),
                List.of(SpeechSpace.of(ShopFlow.flow())),
                Time.system(),
                new SimpleMeterRegistry());
    }

    private static List<Hypothesis> hearOnce(PocketsphinxRecognizer recognizer, short[] audio)
            throws InterruptedException {
        try (Listening line = new Listening(recognizer, "shop")) {
            return line.hear(audio).hypotheses();
        }
    }
}
