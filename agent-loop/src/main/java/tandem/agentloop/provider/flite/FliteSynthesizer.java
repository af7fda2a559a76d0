package tandem.agentloop.provider.flite;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import tandem.agentloop.ProviderException;
import tandem.agentloop.Synthesizer;
import tandem.agentloop.audio.RenderedSpeech;
import tandem.agentloop.audio.Resampler;
import tandem.agentloop.audio.Resampling;
import tandem.callmodel.audio.SampleRate;

/// English speech by Flite, with the word timings of its own durations.
///
/// Thread-safe. A sentence is synthesised on a thread of the pool given, about fifty times faster
/// than it is spoken; the caller of [#speak] only hands its audio on. An interrupt stops the native
/// code within the next 20 ms of audio it makes.
public final class FliteSynthesizer implements Synthesizer {

    private static final int LONGEST_TEXT = 2_000;

    private final FliteSettings settings;
    private final ExecutorService dsp;
    private final MeterRegistry metrics;
    private final Map<List<Integer>, Resampling> resamplings = new ConcurrentHashMap<>();
    private volatile @Nullable FliteVoices voices;

    /// @param dsp threads that may be kept busy, as [tandem.agentloop.audio.DspPool] has them;
    ///   stays the caller's to close, after this
    public FliteSynthesizer(FliteSettings settings, ExecutorService dsp, MeterRegistry metrics) {
        this.settings = settings;
        this.dsp = dsp;
        this.metrics = metrics;
    }

    /// Loads the library and makes the default voice speak once, so that the first caller does not
    /// wait for cold code. Takes some hundred milliseconds.
    ///
    /// @throws ProviderException when Flite is not installed: names the package
    public void start() throws ProviderException {
        FliteVoices opened = new FliteVoices(FliteLibrary.load());
        List<FliteVoice> warm = new java.util.ArrayList<>();
        for (int i = 0; i < Math.max(1, settings.warmVoices()); i++) {
            warm.add(opened.take(settings.voice()));
        }
        Silent silent = new Silent();
        for (FliteVoice voice : warm) {
            voice.synthesize("Hello, one moment please.", silent);
            opened.giveBack(voice);
        }
        voices = opened;
    }

    @Override
    public Traits traits() {
        return new Traits("flite", Set.of("en"), true);
    }

    @Override
    public void speak(Request request, Sink sink) throws InterruptedException, ProviderException {
        RenderedSpeech speech = new RenderedSpeech(request.rate(), settings.longest());
        String outcome = "failed";
        try {
            submit(request, speech);
            speech.drain(sink, settings.patience());
            outcome = "done";
        } catch (InterruptedException interrupted) {
            outcome = "interrupted";
            throw interrupted;
        } finally {
            speech.cancel();
            metrics.counter("tandem.synthesis", "provider", "flite", "outcome", outcome)
                    .increment();
        }
    }

    private void submit(Request request, RenderedSpeech speech) throws ProviderException {
        FliteVoices open = voices;
        if (open == null) {
            throw new ProviderException(
                    ProviderException.Category.UNAVAILABLE, "flite is not started");
        }
        String voice = request.voice().isEmpty() ? settings.voice() : request.voice();
        if (!FliteSettings.VOICES.contains(voice)) {
            throw new ProviderException(
                    ProviderException.Category.REFUSED,
                    "flite has no such voice; it has " + FliteSettings.VOICES);
        }
        if (request.text().length() > LONGEST_TEXT) {
            throw new ProviderException(
                    ProviderException.Category.REFUSED,
                    "flite takes at most " + LONGEST_TEXT + " characters at once");
        }
        try {
            dsp.execute(() -> render(open, voice, request, speech));
        } catch (RejectedExecutionException full) {
            throw new ProviderException(
                    ProviderException.Category.OVERLOADED, "no thread for flite", full);
        }
    }

    /// On a `dsp` thread.
    private void render(FliteVoices open, String name, Request request, RenderedSpeech speech) {
        try {
            List<FliteText.Utterance> utterances = FliteText.of(request.text()).utterances();
            if (!utterances.isEmpty() && !speech.isCancelled()) {
                FliteVoice voice = open.take(name);
                try {
                    for (FliteText.Utterance utterance : utterances) {
                        Rendering rendering = new Rendering(utterance, request.rate(), speech);
                        voice.synthesize(utterance.text(), rendering);
                        rendering.finish();
                    }
                } finally {
                    open.giveBack(voice);
                }
            }
            speech.end();
        } catch (ProviderException problem) {
            speech.fail(problem);
        } catch (RuntimeException defect) {
            speech.fail(
                    new ProviderException(
                            ProviderException.Category.BROKEN_ANSWER, "flite failed", defect));
        }
    }

    /// Voices in use are freed when their sentence, which ends at once, is done.
    @Override
    public void close() {
        FliteVoices open = voices;
        voices = null;
        if (open != null) {
            open.close();
        }
    }

    /// One utterance on its way into the sentence. Confined to the thread that renders it.
    private final class Rendering implements FliteVoice.Listener {

        private final FliteText.Utterance utterance;
        private final SampleRate rate;
        private final RenderedSpeech speech;
        private final long origin;
        private @Nullable Resampler resampler;

        Rendering(FliteText.Utterance utterance, SampleRate rate, RenderedSpeech speech) {
            this.utterance = utterance;
            this.rate = rate;
            this.speech = speech;
            this.origin = speech.samples();
        }

        @Override
        public void begins(int hertz, List<FliteVoice.Token> tokens) {
            if (hertz != rate.hertz()) {
                resampler =
                        resamplings
                                .computeIfAbsent(
                                        List.of(hertz, rate.hertz()),
                                        rates -> new Resampling(new SampleRate(hertz), rate))
                                .newResampler();
            }
            wordEnds(tokens)
                    .forEach((end, seconds) ->
                            speech.word(end, origin + Math.round(seconds * rate.hertz())));
        }

        @Override
        public boolean audio(short[] samples) {
            return speech.audio(
                    resampler == null ? samples : resampler.process(samples, 0, samples.length));
        }

        void finish() {
            if (resampler != null) {
                speech.audio(resampler.finish());
            }
        }

        /// Flite's tokens are parts of the text, in order; the last one in a written word ends it.
        /// A token that is not spoken ends where the one before it does.
        private Map<Integer, Double> wordEnds(List<FliteVoice.Token> tokens) {
            Map<Integer, Double> ends = new TreeMap<>();
            int from = 0;
            double latest = 0;
            for (FliteVoice.Token token : tokens) {
                latest = Math.max(latest, token.endSeconds());
                int at = utterance.text().indexOf(token.name(), from);
                if (at >= 0 && !token.name().isEmpty()) {
                    from = at + token.name().length();
                    ends.put(utterance.wordEnds()[from - 1], latest);
                }
            }
            return ends;
        }
    }

    private static final class Silent implements FliteVoice.Listener {

        @Override
        public void begins(int hertz, List<FliteVoice.Token> tokens) {}

        @Override
        public boolean audio(short[] samples) {
            return true;
        }
    }
}
