package tandem.agentloop.provider.flite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.agentloop.ProviderException;
import tandem.agentloop.Synthesizer.Request;
import tandem.agentloop.Synthesizer.Sink;
import tandem.agentloop.audio.CollectedAudio;
import tandem.agentloop.audio.DspPool;
import tandem.callmodel.Language;
import tandem.callmodel.audio.SampleRate;

class FliteSynthesizerTest {

    private static final String SENTENCE =
            "Your order, number four seven one one, left our warehouse on Monday.";

    private static final SimpleMeterRegistry METRICS = new SimpleMeterRegistry();
    private static final ExecutorService DSP = DspPool.open(4, 64);
    private static final FliteSynthesizer FLITE =
            new FliteSynthesizer(
                    new FliteSettings("rms", 4, Duration.ofSeconds(60), Duration.ofMinutes(5)),
                    DSP,
                    METRICS);

    @BeforeAll
    static void start() throws Exception {
        FLITE.start();
    }

    @AfterAll
    static void stop() throws Exception {
        FLITE.close();
        DSP.shutdown();
        assertThat(DSP.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"rms,80,180", "slt,130,260", "awb,80,200", "kal,80,180"})
    void a_sentence_comes_out_as_speech(String voice, double lowest, double highest)
            throws Exception {
        CollectedAudio heard = speak(SENTENCE, voice, 8_000);
        short[] samples = heard.samples();
        assertThat(samples.length / 8_000.0).isBetween(3.5, 6.5);
        assertThat(CollectedAudio.level(samples, 0, samples.length)).isBetween(400.0, 12_000.0);
        assertThat(CollectedAudio.pitch(samples, 8_000)).isBetween(lowest, highest);
        double[] envelope = CollectedAudio.envelope(samples, 8_000);
        double loud = Arrays.stream(envelope).max().orElse(0);
        long quiet = Arrays.stream(envelope).filter(level -> level < loud / 30).count();
        assertThat(quiet).as("pauses and stops among the sounds").isGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 24_000})
    void the_audio_lasts_as_long_at_every_rate(int rate) throws Exception {
        double seconds = speak(SENTENCE, "", 16_000).samples().length / 16_000.0;
        assertThat(speak(SENTENCE, "", rate).samples().length / (double) rate)
                .isBetween(seconds - 0.001, seconds + 0.001);
    }

    @Test
    void words_end_where_their_sound_does() throws Exception {
        CollectedAudio heard = speak(SENTENCE, "", 8_000);
        List<String> words = new ArrayList<>();
        int from = 0;
        long last = 0;
        for (CollectedAudio.Word word : heard.words()) {
            words.add(SENTENCE.substring(from, word.endOffset()).strip());
            from = word.endOffset();
            assertThat(word.endSample()).isGreaterThan(last);
            last = word.endSample();
        }
        assertThat(words).containsExactly(SENTENCE.split(" "));
        assertThat(last).isLessThanOrEqualTo(heard.samples().length);
        // A pause follows the first comma, "order,": its word ends at a quiet place.
        double[] envelope = CollectedAudio.envelope(heard.samples(), 8_000);
        int commaFrame = (int) (heard.words().get(1).endSample() / 160);
        assertThat(envelope[commaFrame + 4])
                .isLessThan(Arrays.stream(envelope).max().orElse(0) / 10);
    }

    @Test
    void words_are_known_before_their_audio_is_over() throws Exception {
        List<String> order = new ArrayList<>();
        long[] samples = {0};
        FLITE.speak(
                request(SENTENCE, "", 8_000),
                new Sink() {
                    @Override
                    public void audio(short[] more, int offset, int length) {
                        samples[0] += length;
                    }

                    @Override
                    public void word(int endOffset, long endSample) {
                        order.add(endOffset + "@" + (samples[0] - endSample < 8_000));
                    }
                });
        assertThat(order).hasSize(SENTENCE.split(" ").length).allMatch(w -> w.endsWith("true"));
    }

    @Test
    void twenty_voices_at_once_say_what_one_says() throws Exception {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            texts.add("This is sentence number " + i + ", spoken on " + 17 * i + " Main Street.");
        }
        for (String voice : List.of("kal", "rms")) {
            List<CollectedAudio> serial = new ArrayList<>();
            for (String text : texts) {
                serial.add(speak(text, voice, 8_000));
            }
            ExecutorService dsp = DspPool.open(20, 64);
            FliteSynthesizer many = new FliteSynthesizer(patient(), dsp, METRICS);
            many.start();
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Callable<CollectedAudio>> calls = new ArrayList<>();
                for (int i = 0; i < 24; i++) {
                    String text = texts.get(i % texts.size());
                    calls.add(() -> {
                        CollectedAudio heard = new CollectedAudio();
                        many.speak(request(text, voice, 8_000), heard);
                        return heard;
                    });
                }
                List<Future<CollectedAudio>> results = callers.invokeAll(calls);
                for (int i = 0; i < results.size(); i++) {
                    same(voice, results.get(i).get(), serial.get(i % texts.size()));
                }
            } finally {
                many.close();
                dsp.shutdown();
            }
        }
    }

    /// The statistical voices hiss by `rand()`, so that their samples differ from run to run; the
    /// diphone voice does not.
    private static void same(String voice, CollectedAudio one, CollectedAudio other) {
        assertThat(one.words()).isEqualTo(other.words());
        assertThat(one.samples()).hasSameSizeAs(other.samples());
        if (voice.equals("kal")) {
            assertThat(one.samples()).isEqualTo(other.samples());
        } else {
            assertThat(
                            CollectedAudio.correlation(
                                    CollectedAudio.envelope(one.samples(), 8_000),
                                    CollectedAudio.envelope(other.samples(), 8_000)))
                    .isGreaterThan(0.97);
        }
    }

    @Test
    void an_interrupt_ends_it_at_once_and_the_voice_can_be_used_again() throws Exception {
        CountDownLatch speaking = new CountDownLatch(1);
        AtomicReference<Throwable> ended = new AtomicReference<>();
        Thread caller =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                FLITE.speak(
                                        request((SENTENCE + " ").repeat(20), "", 8_000),
                                        blockingSink(speaking));
                            } catch (Throwable thrown) {
                                ended.set(thrown);
                            }
                        });
        assertThat(speaking.await(60, TimeUnit.SECONDS)).isTrue();
        caller.interrupt();
        assertThat(caller.join(Duration.ofSeconds(60))).isTrue();
        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
        awaitIdle();
        assertThat(
                        METRICS.counter(
                                        "tandem.synthesis",
                                        "provider",
                                        "flite",
                                        "outcome",
                                        "interrupted")
                                .count())
                .isEqualTo(1);
        assertThat(speak("Yes.", "", 8_000).samples()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \t\n",
                "?!... --- ,,, ''",
                "🎉🎉🎉",
                "\u0000\u0001\u001b[31m\u007f\u009f",
                "中文 текст العربية",
                "<speak><break time='1s'/></speak>",
                "%s %n %d %x $1 `rm` \\0 \"q\" {[(|)]} ^~_",
                "1234567890123456789012345678901234567890",
                "3.14159.26535.89793 1/2/3/4 12:34:56:78 +-*/=",
                "$1,234,567.89 £5 €3.50 50% #1 @you &co",
                "IIII XVII MMMMMMMM iv A B C a.b.c.d.e.f U.S.A.F.",
                "' ' ' '' 'tis o'clock rock'n'roll ''''x''''",
                "Ünïcödé naïve façade Straße Œuvre",
                "\ud800 \udc00 lone",
                "a",
                ".a",
                "1",
                "-",
                "-1",
                "'s",
            })
    void no_text_can_harm_it(String text) throws Exception {
        CollectedAudio heard = speak(text, "", 8_000);
        boolean sayable = !FliteText.of(text).utterances().isEmpty();
        assertThat(heard.samples().length > 0).isEqualTo(sayable);
        assertThat(heard.words()).allMatch(word -> word.endOffset() <= text.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"kal", "rms"})
    void random_text_can_harm_it_neither(String voice) throws Exception {
        Random random = new Random(17);
        String alphabet =
                "abcdefghijklmnopqrstuvwxyzABCXIV0123456789 .,;:!?'-$%&+@#*/=()<>\"_|~^`\\ \t\né€中😀";
        for (int round = 0; round < (voice.equals("kal") ? 120 : 12); round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(120); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            CollectedAudio heard = speak(text.toString(), voice, 8_000);
            long last = 0;
            for (CollectedAudio.Word word : heard.words()) {
                assertThat(word.endSample()).isBetween(last, (long) heard.samples().length);
                last = word.endSample();
            }
        }
    }

    @Test
    void a_long_text_is_spoken_in_parts_and_one_too_long_is_refused() throws Exception {
        String text = "A hundred words or so of this. ".repeat(40).strip();
        CollectedAudio heard = speak(text, "kal", 8_000);
        assertThat(heard.samples().length / 8_000.0).isBetween(50.0, 130.0);
        assertThat(heard.words()).hasSize(40 * 7);
        assertThat(heard.words().getLast().endOffset()).isEqualTo(text.length());
        assertThatThrownBy(() -> speak("x".repeat(10_000), "", 8_000))
                .isInstanceOf(ProviderException.class)
                .extracting(thrown -> ((ProviderException) thrown).category())
                .isEqualTo(ProviderException.Category.REFUSED);
        assertThat(speak("x".repeat(2_000), "kal", 8_000).samples()).isNotEmpty();
    }

    @Test
    void what_is_not_there_is_said_clearly() {
        assertThatThrownBy(() -> speak("Hello.", "fred", 8_000))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("no such voice");
        FliteSynthesizer idle = new FliteSynthesizer(FliteSettings.defaults(), DSP, METRICS);
        assertThatThrownBy(() -> idle.speak(request("Hello.", "", 8_000), new CollectedAudio()))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("not started");
        idle.close();
    }

    @Test
    void opening_and_closing_leaves_the_others_alone() throws Exception {
        for (int i = 0; i < 20; i++) {
            FliteSynthesizer shortLived = new FliteSynthesizer(patient(), DSP, METRICS);
            shortLived.start();
            shortLived.close();
            shortLived.close();
        }
        assertThat(speak("Still here.", "", 8_000).samples()).isNotEmpty();
    }

    @Test
    void a_full_pool_is_told_at_once() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService busy = DspPool.open(1, 1);
        for (int i = 0; i < 2; i++) {
            busy.execute(() -> {
                try {
                    release.await();
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        FliteSynthesizer starved = new FliteSynthesizer(patient(), busy, METRICS);
        starved.start();
        assertThatThrownBy(() -> starved.speak(request("Hi.", "", 8_000), new CollectedAudio()))
                .isInstanceOf(ProviderException.class)
                .extracting(thrown -> ((ProviderException) thrown).category())
                .isEqualTo(ProviderException.Category.OVERLOADED);
        release.countDown();
        starved.close();
        busy.shutdown();
    }

    @Test
    void the_first_audio_comes_soon() throws Exception {
        List<Double> milliseconds = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            CollectedAudio heard = new CollectedAudio();
            long start = System.nanoTime();
            FLITE.speak(request(SENTENCE, "", 8_000), heard);
            milliseconds.add((heard.firstAudioNanos() - start) / 1e6);
        }
        milliseconds.sort(null);
        System.out.printf(
                "flite rms, first audio at 8 kHz: p50 %.1f ms, max %.1f ms (20 sentences of 4.5"
                        + " s)%n",
                milliseconds.get(10), milliseconds.getLast());
        assertThat(milliseconds.get(10)).isLessThan(2_000);
    }

    private static Sink blockingSink(CountDownLatch speaking) {
        return new Sink() {
            @Override
            public void audio(short[] samples, int offset, int length) throws InterruptedException {
                speaking.countDown();
                new CountDownLatch(1).await();
            }

            @Override
            public void word(int endOffset, long endSample) {}
        };
    }

    private static void awaitIdle() {
        ThreadPoolExecutor pool = (ThreadPoolExecutor) DSP;
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (pool.getActiveCount() > 0) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static FliteSettings patient() {
        return new FliteSettings("rms", 2, Duration.ofSeconds(60), Duration.ofMinutes(2));
    }

    private static CollectedAudio speak(String text, String voice, int rate) throws Exception {
        CollectedAudio heard = new CollectedAudio();
        FLITE.speak(request(text, voice, rate), heard);
        return heard;
    }

    private static Request request(String text, String voice, int rate) {
        return new Request(text, Language.ENGLISH, voice, new SampleRate(rate));
    }
}
