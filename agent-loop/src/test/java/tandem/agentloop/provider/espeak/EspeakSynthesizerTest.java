package tandem.agentloop.provider.espeak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

class EspeakSynthesizerTest {

    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final ExecutorService DSP = DspPool.open(4, 64);
    private static final EspeakSynthesizer ESPEAK = espeak("espeak-ng", MINUTE);

    @TempDir Path folder;

    @BeforeAll
    static void start() throws Exception {
        ESPEAK.start();
    }

    @AfterAll
    static void stop() throws Exception {
        ESPEAK.close();
        DSP.shutdown();
        assertThat(DSP.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "es|Su pedido número cuatro siete uno uno salió el lunes.",
                "es-MX|Su pedido número cuatro siete uno uno salió el lunes.",
                "fr|Votre commande est partie lundi, avec tous les articles.",
                "de|Ihre Bestellung ist am Montag abgeschickt worden.",
                "pt|A sua encomenda saiu na segunda-feira passada.",
                "pt-BR|O seu pedido saiu na segunda-feira passada.",
                "en-GB|Your order left our warehouse on Monday morning.",
                "it|Il suo ordine è partito lunedì mattina.",
            })
    void every_language_comes_out_as_speech(String tag, String text) throws Exception {
        CollectedAudio heard = speak(text, tag, "", 8_000);
        short[] samples = heard.samples();
        assertThat(samples.length / 8_000.0).isBetween(1.8, 6.0);
        assertThat(CollectedAudio.level(samples, 0, samples.length)).isBetween(400.0, 12_000.0);
        assertThat(CollectedAudio.pitch(samples, 8_000)).isBetween(60.0, 260.0);
        assertThat(heard.words()).hasSize(text.split(" ").length);
        assertThat(heard.words().getLast().endOffset()).isEqualTo(text.length());
        long last = 0;
        for (CollectedAudio.Word word : heard.words()) {
            assertThat(word.endSample()).isGreaterThan(last);
            last = word.endSample();
        }
        assertThat(last).isLessThanOrEqualTo(samples.length);
    }

    @Test
    void a_voice_can_be_chosen() throws Exception {
        String text = "Buenos días, ¿en qué puedo ayudarle?";
        double man = CollectedAudio.pitch(speak(text, "es", "es", 8_000).samples(), 8_000);
        double woman = CollectedAudio.pitch(speak(text, "es", "es+f3", 8_000).samples(), 8_000);
        assertThat(woman).isGreaterThan(man * 1.2);
    }

    @Test
    void the_audio_lasts_as_long_at_every_rate() throws Exception {
        String text = "Bonjour, un instant.";
        double seconds = speak(text, "fr", "", 22_050).samples().length / 22_050.0;
        for (int rate : new int[] {8_000, 16_000, 48_000}) {
            assertThat(speak(text, "fr", "", rate).samples().length / (double) rate)
                    .isBetween(seconds - 0.001, seconds + 0.001);
        }
    }

    @Test
    void a_pause_lies_after_the_word_that_it_follows() throws Exception {
        CollectedAudio heard = speak("Buenos días. Dígame.", "es", "", 8_000);
        double[] envelope = CollectedAudio.envelope(heard.samples(), 8_000);
        int end = (int) (heard.words().get(1).endSample() / 160);
        double quietest = Arrays.stream(envelope, Math.max(0, end - 10), end + 20).min().orElse(9);
        assertThat(quietest).isLessThan(Arrays.stream(envelope).max().orElse(0) / 50);
    }

    @Test
    void twenty_sentences_at_once_are_those_of_one() throws Exception {
        List<short[]> serial = new ArrayList<>();
        List<Callable<short[]>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String text = "Esta es la frase número " + i + ".";
            serial.add(speak(text, "es", "", 8_000).samples());
            calls.add(() -> speak(text, "es", "", 8_000).samples());
        }
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<short[]>> results = callers.invokeAll(calls);
            for (int i = 0; i < 20; i++) {
                assertThat(results.get(i).get()).isEqualTo(serial.get(i));
            }
        }
        await(() -> ProcessHandle.current().children().findAny().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n",
                "...",
                "🎉",
                "\u0000\u0001",
                "-v",
                "--help",
                "<speak>hola</speak>",
                "'",
                "\"; rm x",
                "[[pala]]",
                "\ud800x",
                "1234567890123456789012345678901234567890",
                "中文",
                "%s%n",
                "a\nb\n\nc",
            })
    void no_text_can_harm_it(String text) throws Exception {
        CollectedAudio heard = speak(text, "es", "", 8_000);
        assertThat(heard.words()).allMatch(word -> word.endOffset() <= text.length());
        assertThat(speak("Hola.", "es", "", 8_000).samples()).isNotEmpty();
    }

    @Test
    void an_interrupt_kills_the_process() throws Exception {
        EspeakSynthesizer slow = espeak(program("cat >/dev/null; exec sleep 600"), MINUTE);
        slow.start();
        AtomicReference<Throwable> ended = new AtomicReference<>();
        Thread caller =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                slow.speak(request("Hola.", "es", ""), new CollectedAudio());
                            } catch (Throwable thrown) {
                                ended.set(thrown);
                            }
                        });
        await(() -> ProcessHandle.current().children().findAny().isPresent());
        caller.interrupt();
        assertThat(caller.join(MINUTE)).isTrue();
        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
        await(() -> ProcessHandle.current().children().findAny().isEmpty());
    }

    @Test
    void a_listener_that_blocks_can_be_interrupted() throws Exception {
        CountDownLatch speaking = new CountDownLatch(1);
        AtomicReference<Throwable> ended = new AtomicReference<>();
        Sink blocking =
                new Sink() {
                    @Override
                    public void audio(short[] samples, int offset, int length)
                            throws InterruptedException {
                        speaking.countDown();
                        new CountDownLatch(1).await();
                    }

                    @Override
                    public void word(int endOffset, long endSample) {}
                };
        Thread caller =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                ESPEAK.speak(request("Hola. ".repeat(200), "es", ""), blocking);
                            } catch (Throwable thrown) {
                                ended.set(thrown);
                            }
                        });
        assertThat(speaking.await(60, TimeUnit.SECONDS)).isTrue();
        caller.interrupt();
        assertThat(caller.join(MINUTE)).isTrue();
        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
        await(() -> ProcessHandle.current().children().findAny().isEmpty());
    }

    @Test
    void a_process_that_hangs_is_given_up_and_killed() throws Exception {
        EspeakSynthesizer slow =
                espeak(program("cat >/dev/null; exec sleep 600"), Duration.ofMillis(300));
        slow.start();
        failsWith(slow, "Hola.", "", ProviderException.Category.TIMED_OUT);
        await(() -> ProcessHandle.current().children().findAny().isEmpty());
    }

    @Test
    void what_goes_wrong_is_said_clearly() throws Exception {
        EspeakSynthesizer absent = espeak("/nowhere/espeak-ng", MINUTE);
        assertThatThrownBy(absent::start)
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("apt-get install espeak-ng");
        failsWith(absent, "Hola.", "", ProviderException.Category.UNAVAILABLE);
        failsWith(ESPEAK, "Hola.", "xx", ProviderException.Category.REFUSED);
        failsWith(ESPEAK, "Hola.", "-w/tmp/x", ProviderException.Category.REFUSED);
        failsWith(ESPEAK, "a".repeat(10_000), "", ProviderException.Category.REFUSED);
        EspeakSynthesizer broken = espeak(program("echo this is no audio at all, sorry"), MINUTE);
        broken.start();
        failsWith(broken, "Hola.", "", ProviderException.Category.BROKEN_ANSWER);
    }

    @Test
    void a_stream_that_is_no_wave_is_refused() {
        byte[] garbage = new byte[200];
        Arrays.fill(garbage, (byte) 'R');
        assertThatThrownBy(() -> WaveHeader.read(new ByteArrayInputStream(garbage)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> WaveHeader.read(new ByteArrayInputStream(new byte[3])))
                .isInstanceOf(IOException.class);
    }

    @Test
    void the_first_audio_comes_soon() throws Exception {
        List<Double> milliseconds = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            CollectedAudio heard = new CollectedAudio();
            long start = System.nanoTime();
            ESPEAK.speak(request("Su pedido salió el lunes por la mañana.", "es", ""), heard);
            milliseconds.add((heard.firstAudioNanos() - start) / 1e6);
        }
        milliseconds.sort(null);
        System.out.printf(
                "espeak-ng es, first audio at 8 kHz: p50 %.1f ms, max %.1f ms (20 sentences)%n",
                milliseconds.get(10), milliseconds.getLast());
        assertThat(milliseconds.get(10)).isLessThan(2_000);
    }

    private static void failsWith(
            EspeakSynthesizer espeak,
            String text,
            String voice,
            ProviderException.Category category) {
        assertThatThrownBy(() -> espeak.speak(request(text, "es", voice), new CollectedAudio()))
                .isInstanceOf(ProviderException.class)
                .extracting(thrown -> ((ProviderException) thrown).category())
                .isEqualTo(category);
    }

    /// A program in espeak-ng's place; its version can be asked for.
    private String program(String script) throws IOException {
        Path path = folder.resolve("program");
        Files.writeString(
                path, "#!/bin/sh\ncase \"$1\" in --version) exit 0;; esac\n" + script + "\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        return path.toString();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + MINUTE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static EspeakSynthesizer espeak(String program, Duration patience) {
        return new EspeakSynthesizer(
                new EspeakSettings(program, 160, patience, Duration.ofMinutes(2)),
                DSP,
                new SimpleMeterRegistry());
    }

    private static CollectedAudio speak(String text, String tag, String voice, int rate)
            throws Exception {
        CollectedAudio heard = new CollectedAudio();
        ESPEAK.speak(new Request(text, new Language(tag), voice, new SampleRate(rate)), heard);
        return heard;
    }

    private static Request request(String text, String tag, String voice) {
        return new Request(text, new Language(tag), voice, SampleRate.TELEPHONE);
    }
}
