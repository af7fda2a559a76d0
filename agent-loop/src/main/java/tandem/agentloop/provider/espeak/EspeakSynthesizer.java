package tandem.agentloop.provider.espeak;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tandem.agentloop.ProviderException;
import tandem.agentloop.Synthesizer;
import tandem.agentloop.audio.RenderedSpeech;
import tandem.agentloop.audio.Resampler;
import tandem.agentloop.audio.Resampling;
import tandem.callmodel.audio.SampleRate;

/// Speech in many languages by espeak-ng, a process per sentence. Word timings are estimated from
/// the length of the audio.
///
/// Thread-safe. The process is fed and read on a thread of the pool given, hundreds of times faster
/// than it is spoken; an interrupt of [#speak] kills it.
public final class EspeakSynthesizer implements Synthesizer {

    private static final int LONGEST_TEXT = 2_000;
    private static final int SILENCE = 40;

    private final EspeakSettings settings;
    private final ExecutorService dsp;
    private final MeterRegistry metrics;
    private final Map<List<Integer>, Resampling> resamplings = new ConcurrentHashMap<>();
    private volatile boolean open;

    /// @param dsp threads that may be kept busy; stays the caller's to close
    public EspeakSynthesizer(EspeakSettings settings, ExecutorService dsp, MeterRegistry metrics) {
        this.settings = settings;
        this.dsp = dsp;
        this.metrics = metrics;
    }

    /// Makes sure that the program is there and works.
    ///
    /// @throws ProviderException when it is not: names the package
    public void start() throws ProviderException {
        try {
            Process process =
                    new ProcessBuilder(settings.program(), "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw missing(null);
            }
            open = true;
        } catch (IOException notThere) {
            throw missing(notThere);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw missing(interrupted);
        }
    }

    @Override
    public Traits traits() {
        return new Traits("espeak-ng", Set.of(), true);
    }

    @Override
    public void speak(Request request, Sink sink) throws InterruptedException, ProviderException {
        RenderedSpeech speech = new RenderedSpeech(request.rate(), settings.longest());
        AtomicReference<@Nullable Process> running = new AtomicReference<>();
        String outcome = "failed";
        try {
            submit(request, speech, running);
            speech.drain(sink, settings.patience());
            outcome = "done";
        } catch (InterruptedException interrupted) {
            outcome = "interrupted";
            throw interrupted;
        } finally {
            speech.cancel();
            Process process = running.get();
            if (process != null) {
                process.destroyForcibly();
            }
            metrics.counter("tandem.synthesis", "provider", "espeak-ng", "outcome", outcome)
                    .increment();
        }
    }

    private void submit(
            Request request, RenderedSpeech speech, AtomicReference<@Nullable Process> running)
            throws ProviderException {
        if (!open) {
            throw new ProviderException(
                    ProviderException.Category.UNAVAILABLE, "espeak-ng is not started");
        }
        String voice = request.voice().isEmpty() ? Voices.of(request.language()) : request.voice();
        if (!Voices.isName(voice)) {
            throw new ProviderException(
                    ProviderException.Category.REFUSED, "not a name of an espeak-ng voice");
        }
        if (request.text().length() > LONGEST_TEXT) {
            throw new ProviderException(
                    ProviderException.Category.REFUSED,
                    "espeak-ng takes at most " + LONGEST_TEXT + " characters at once");
        }
        try {
            dsp.execute(() -> render(voice, request, speech, running));
        } catch (RejectedExecutionException full) {
            throw new ProviderException(
                    ProviderException.Category.OVERLOADED, "no thread for espeak-ng", full);
        }
    }

    /// On a `dsp` thread.
    private void render(
            String voice,
            Request request,
            RenderedSpeech speech,
            AtomicReference<@Nullable Process> running) {
        String text = sayable(request.text());
        if (text.chars().noneMatch(Character::isLetterOrDigit) || speech.isCancelled()) {
            speech.end();
            return;
        }
        Process process;
        try {
            process =
                    new ProcessBuilder(
                                    settings.program(),
                                    "-v",
                                    voice,
                                    "-s",
                                    Integer.toString(settings.wordsPerMinute()),
                                    "-b",
                                    "1",
                                    "-z",
                                    "--stdin",
                                    "--stdout")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException notThere) {
            speech.fail(missing(notThere));
            return;
        }
        running.set(process);
        try {
            if (!speech.isCancelled()) {
                converse(process, text, request, speech);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private void converse(Process process, String text, Request request, RenderedSpeech speech) {
        try (InputStream out = process.getInputStream()) {
            try (OutputStream in = process.getOutputStream()) {
                in.write(text.getBytes(StandardCharsets.UTF_8));
            }
            WaveHeader header = WaveHeader.read(out);
            Rendering rendering = new Rendering(header.hertz(), request.rate(), speech);
            rendering.take(out);
            for (WordAlignment word :
                    WordAlignment.of(
                            request.text(), rendering.soundStart(), rendering.soundEnd())) {
                speech.word(word.endOffset(), word.endSample());
            }
            speech.end();
        } catch (EOFException nothing) {
            speech.fail(
                    new ProviderException(
                            ProviderException.Category.REFUSED,
                            "espeak-ng said nothing: has it the voice?",
                            nothing));
        } catch (IOException broken) {
            speech.fail(
                    new ProviderException(
                            ProviderException.Category.BROKEN_ANSWER,
                            "espeak-ng broke off",
                            broken));
        }
    }

    /// Without control characters, on one line: a line feed would end a clause.
    private static String sayable(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints()
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .forEach(c ->
                        plain.appendCodePoint(
                                c < ' ' || Character.getType(c) == Character.CONTROL ? ' ' : c));
        return plain.toString();
    }

    private ProviderException missing(@Nullable Throwable cause) {
        String message =
                settings.program()
                        + " does not run: install the Debian package espeak-ng (apt-get install"
                        + " espeak-ng)";
        return cause == null
                ? new ProviderException(ProviderException.Category.UNAVAILABLE, message)
                : new ProviderException(ProviderException.Category.UNAVAILABLE, message, cause);
    }

    /// Sentences under way end by themselves, within a fraction of a second.
    @Override
    public void close() {
        open = false;
    }

    /// One sentence's audio on its way through the resampler. Confined to the thread that renders
    /// it.
    private final class Rendering {

        private final RenderedSpeech speech;
        private final Resampler resampler;
        private long soundStart = -1;
        private long soundEnd;

        Rendering(int hertz, SampleRate rate, RenderedSpeech speech) {
            this.speech = speech;
            this.resampler =
                    resamplings
                            .computeIfAbsent(
                                    List.of(hertz, rate.hertz()),
                                    rates -> new Resampling(new SampleRate(hertz), rate))
                            .newResampler();
        }

        long soundStart() {
            return Math.max(0, soundStart);
        }

        long soundEnd() {
            return soundEnd;
        }

        /// Reads to the end of the stream, or until nobody listens.
        void take(InputStream stream) throws IOException {
            byte[] bytes = new byte[8_192];
            int held = 0;
            int read = stream.read(bytes, 0, bytes.length);
            boolean wanted = true;
            while (read >= 0 && wanted) {
                held += read;
                short[] samples = new short[held / 2];
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = (short) ((bytes[2 * i] & 255) | bytes[2 * i + 1] << 8);
                }
                wanted = put(resampler.process(samples, 0, samples.length));
                if (held % 2 == 1) {
                    bytes[0] = bytes[held - 1];
                }
                held %= 2;
                read = stream.read(bytes, held, bytes.length - held);
            }
            put(resampler.finish());
        }

        private boolean put(short[] samples) {
            long origin = speech.samples();
            for (int i = 0; i < samples.length; i++) {
                if (Math.abs(samples[i]) > SILENCE) {
                    soundStart = soundStart < 0 ? origin + i : soundStart;
                    soundEnd = origin + i + 1;
                }
            }
            return speech.audio(samples);
        }
    }
}
