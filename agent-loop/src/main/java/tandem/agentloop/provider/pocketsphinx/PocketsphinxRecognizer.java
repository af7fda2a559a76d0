package tandem.agentloop.provider.pocketsphinx;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tandem.agentloop.ProviderException;
import tandem.agentloop.ProviderException.Category;
import tandem.agentloop.Recognizer;
import tandem.agentloop.RecognizerEvent;
import tandem.agentloop.speechspace.SpeechSpace;
import tandem.callmodel.audio.FrameRing;
import tandem.callmodel.audio.SampleRate;
import tandem.callmodel.time.Time;

/// Recognises English telephone speech with pocketsphinx, on this machine and without a network.
///
/// Each utterance is decoded twice at the same time, over a closed grammar and over a trigram
/// model, both narrowed by what the agent has just asked; its final carries both readings. Needs
/// `speechStarted` and `speechEnded`.
///
/// Thread-safe between [#start] and [#close].
public final class PocketsphinxRecognizer implements Recognizer {

    private static final Logger LOG = LoggerFactory.getLogger(PocketsphinxRecognizer.class);

    private static final String PACKAGES =
            "install the Debian packages libpocketsphinx3, libsphinxbase3 and pocketsphinx-en-us";

    private final PocketsphinxSettings settings;
    private final Map<String, SpeechSpace> spaces = new LinkedHashMap<>();
    private final Time time;
    private final MeterRegistry meters;
    private volatile @Nullable Running running;

    private record Running(SearchFiles files, WorkerPool pool, Feeder feeder) {}

    /// @param spaces one per flow, by its name
    public PocketsphinxRecognizer(
            PocketsphinxSettings settings,
            Collection<SpeechSpace> spaces,
            Time time,
            MeterRegistry meters) {
        this.settings = settings;
        this.time = time;
        this.meters = meters;
        for (SpeechSpace space : spaces) {
            if (this.spaces.put(space.name(), space) != null) {
                throw new IllegalArgumentException("two search spaces named " + space.name());
            }
        }
        if (this.spaces.isEmpty()) {
            throw new IllegalArgumentException("a recogniser needs a search space");
        }
    }

    /// Writes the search spaces to a temporary folder, starts the warm workers and returns when one
    /// of them can be used.
    ///
    /// @throws ProviderException when library or model are missing, naming what to install
    public void start() throws ProviderException, InterruptedException {
        checkInstalled();
        Counts counts = new Counts(meters);
        SearchFiles files = writeFiles();
        WorkerPool pool = new WorkerPool(settings, files.folder(), counts, time);
        Feeder feeder = new Feeder(settings, time, counts, pool::submit, pool::check);
        running = new Running(files, pool, feeder);
        Gauge.builder("tandem.asr.workers", pool, WorkerPool::size).register(meters);
        Gauge.builder("tandem.asr.workers.busy", pool, WorkerPool::busy).register(meters);
        Gauge.builder("tandem.asr.streams", feeder, Feeder::streams).register(meters);
        feeder.start();
        if (!pool.start()) {
            close();
            throw new ProviderException(
                    Category.UNAVAILABLE,
                    "pocketsphinx: no worker process could be started; " + PACKAGES);
        }
    }

    @Override
    public Traits traits() {
        return new Traits("pocketsphinx", Set.of("en"), true, true);
    }

    /// @param audio at 8 kHz
    /// @throws IllegalArgumentException when the request is for another language, a flow without a
    ///   space or another rate
    @Override
    public Stream open(Request request, FrameRing audio, Consumer<RecognizerEvent> events) {
        Running now = running;
        if (now == null) {
            throw new IllegalStateException("the recogniser is not running");
        }
        SpeechSpace space = spaces.get(request.flow());
        if (space == null) {
            throw new IllegalArgumentException("no search space for flow " + request.flow());
        }
        if (!request.language().primary().equals("en")) {
            throw new IllegalArgumentException("pocketsphinx knows no " + request.language());
        }
        if (!audio.rate().equals(SampleRate.TELEPHONE)) {
            throw new IllegalArgumentException("pocketsphinx hears 8000 Hz, not " + audio.rate());
        }
        Ear ear = new Ear(audio, space, events, now.feeder());
        now.feeder().add(ear);
        return ear;
    }

    /// Ids of the worker processes, for tests and for the operator's page.
    public List<Long> workerPids() {
        Running now = running;
        return now == null ? List.of() : now.pool().pids();
    }

    /// Ends all streams, threads and processes and returns when they are gone.
    @Override
    public void close() {
        Running now = running;
        running = null;
        if (now != null) {
            now.feeder().close();
            now.pool().close();
            try {
                now.files().delete();
            } catch (IOException left) {
                LOG.warn("could not delete {}: {}", now.files().folder(), left.toString());
            }
        }
    }

    private SearchFiles writeFiles() throws ProviderException {
        try {
            SearchFiles files = new SearchFiles(Files.createTempDirectory("tandem-asr-"));
            Set<String> guessed = files.write(spaces.values(), settings.model());
            if (!guessed.isEmpty()) {
                LOG.warn("no pronunciation in the dictionary, sounded out: {}", guessed);
            }
            return files;
        } catch (IOException failed) {
            throw new ProviderException(
                    Category.UNAVAILABLE, "pocketsphinx: cannot write its search files", failed);
        }
    }

    private void checkInstalled() throws ProviderException {
        for (String needed : List.of("en-us/mdef", "en-us/feat.params", "cmudict-en-us.dict")) {
            Path file = settings.model().resolve(needed);
            if (!Files.isReadable(file)) {
                throw new ProviderException(
                        Category.UNAVAILABLE,
                        "pocketsphinx: its model is missing (" + file + "); " + PACKAGES);
            }
        }
        try {
            new SphinxLibrary();
        } catch (IllegalArgumentException missing) {
            throw new ProviderException(
                    Category.UNAVAILABLE,
                    "pocketsphinx: its library is missing ("
                            + missing.getMessage()
                            + "); "
                            + PACKAGES,
                    missing);
        }
    }
}
