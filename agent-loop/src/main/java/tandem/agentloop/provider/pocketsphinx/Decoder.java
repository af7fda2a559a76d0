package tandem.agentloop.provider.pocketsphinx;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/// One `ps_decoder_t` with its named searches. Takes 16-bit samples at 16 kHz.
///
/// Confined to the worker's main thread.
final class Decoder implements AutoCloseable {

    private static final int COEFFICIENTS = 13;

    /// How far the library's mean may lie from the prior that it was given, by its own rounding.
    private static final float ROUNDING = 0.02f;

    private final SphinxLibrary library;
    private final MemorySegment decoder;
    private final MemorySegment configuration;
    private final MemorySegment vector = Arena.global().allocate(JAVA_FLOAT, COEFFICIENTS);
    private final MemorySegment score = Arena.global().allocate(JAVA_INT);
    private final float[] prior;
    private final MemorySegment normalization;
    private MemorySegment audio = Arena.global().allocate(JAVA_SHORT, 2 * 8_000);

    /// @param options as of the library's command line
    /// @param prior the cepstral mean that the options name, for a caller of whom nothing is known
    Decoder(SphinxLibrary library, List<String> options, float[] prior) {
        this.library = library;
        this.prior = prior.clone();
        try {
            configuration = configuration(library, options);
            decoder = (MemorySegment) library.init.invokeExact(configuration);
        } catch (Throwable failed) {
            throw SphinxLibrary.failure(failed);
        }
        if (decoder.equals(MemorySegment.NULL)) {
            throw new IllegalStateException("ps_init refused its options");
        }
        normalization = findNormalization();
    }

    private static MemorySegment configuration(SphinxLibrary library, List<String> options)
            throws Throwable {
        Arena arena = Arena.global();
        MemorySegment vector = arena.allocate(ADDRESS, options.size());
        for (int n = 0; n < options.size(); n++) {
            vector.setAtIndex(ADDRESS, n, arena.allocateFrom(options.get(n)));
        }
        MemorySegment definitions = (MemorySegment) library.arguments.invokeExact();
        return (MemorySegment)
                library.parseArguments.invokeExact(
                        MemorySegment.NULL, definitions, options.size(), vector, 0);
    }

    void addGrammar(String name, String file) {
        try (Arena arena = Arena.ofConfined()) {
            check(
                    (int)
                            library.setGrammarFile.invokeExact(
                                    decoder, arena.allocateFrom(name), arena.allocateFrom(file)),
                    "grammar " + name);
        } catch (Throwable failed) {
            throw SphinxLibrary.failure(failed);
        }
    }

    void addModel(String name, String file) {
        try (Arena arena = Arena.ofConfined()) {
            check(
                    (int)
                            library.setModelFile.invokeExact(
                                    decoder, arena.allocateFrom(name), arena.allocateFrom(file)),
                    "language model " + name);
        } catch (Throwable failed) {
            throw SphinxLibrary.failure(failed);
        }
    }

    /// Starts an utterance with nothing left of the one before.
    ///
    /// @param mean what was learnt of this caller's line; empty: nothing yet
    void start(String search, float[] mean) {
        try (Arena arena = Arena.ofConfined()) {
            check((int) library.setSearch.invokeExact(decoder, arena.allocateFrom(search)), search);
            setMean(mean.length == COEFFICIENTS ? mean : prior);
            check((int) library.startStream.invokeExact(decoder), "ps_start_stream");
            check((int) library.startUtterance.invokeExact(decoder), "ps_start_utt");
        } catch (Throwable failed) {
            throw SphinxLibrary.failure(failed);
        }
    }

    void process(short[] samples, int length) {
        if (audio.byteSize() < 2L * length) {
            audio = Arena.ofAuto().allocate(JAVA_SHORT, length);
        }
        MemorySegment.copy(samples, 0, audio, JAVA_SHORT, 0, length);
        try {
            int frames = (int) library.processRaw.invokeExact(decoder, audio, (long) length, 0, 0);
            if (frames < 0) {
                throw new IllegalStateException("ps_process_raw failed");
            }
        } catch (Throwable failed) {
            throw SphinxLibrary.failure(failed);
        }
    }

    void end() {
        try {
            check((int) library.endUtterance.invokeExact(decoder), "ps_end_utt");
        } catch (Throwable failed) {
            throw SphinxLibrary.failure(failed);
        }
    }

    /// What has been heard so far, or in all once ended; empty when nothing.
    String hypothesis() {
        try {
            MemorySegment text = (MemorySegment) library.hypothesis.invokeExact(decoder, score);
            return text.equals(MemorySegment.NULL)
                    ? ""
                    : text.reinterpret(Integer.MAX_VALUE).getString(0);
        } catch (Throwable failed) {
            throw SphinxLibrary.failure(failed);
        }
    }

    /// Logarithm (base 1.0001) of the score of the last [#hypothesis].
    int score() {
        return score.get(JAVA_INT, 0);
    }

    /// Logarithm (base 1.0001) of the posterior of the hypothesis; 0 for a grammar.
    int probability() {
        try {
            return (int) library.probability.invokeExact(decoder);
        } catch (Throwable failed) {
            throw SphinxLibrary.failure(failed);
        }
    }

    /// Frames of 10 ms that were searched; silence is left out.
    int frames() {
        try {
            return (int) library.frames.invokeExact(decoder);
        } catch (Throwable failed) {
            throw SphinxLibrary.failure(failed);
        }
    }

    /// The cepstral mean as adapted to the line.
    float[] mean() {
        try {
            library.cepstralMean.invokeExact(normalization, vector);
            return vector.toArray(JAVA_FLOAT);
        } catch (Throwable failed) {
            throw SphinxLibrary.failure(failed);
        }
    }

    @Override
    public void close() {
        try {
            int references = (int) library.free.invokeExact(decoder);
            references += (int) library.freeArguments.invokeExact(configuration);
            if (references > 0) {
                throw new IllegalStateException("a decoder is still held " + references + " times");
            }
        } catch (Throwable failed) {
            throw SphinxLibrary.failure(failed);
        }
    }

    private void setMean(float[] mean) throws Throwable {
        MemorySegment.copy(mean, 0, vector, JAVA_FLOAT, 0, COEFFICIENTS);
        library.setCepstralMean.invokeExact(normalization, vector);
    }

    /// Finds the normalisation's state within the feature module, and makes sure that it holds the
    /// prior: another layout of the structure must end this worker, not decode nonsense.
    private MemorySegment findNormalization() {
        try {
            MemorySegment features = (MemorySegment) library.features.invokeExact(decoder);
            MemorySegment found =
                    features.reinterpret(SphinxLibrary.CMN_IN_FEATURES + ADDRESS.byteSize())
                            .get(ADDRESS, SphinxLibrary.CMN_IN_FEATURES);
            library.cepstralMean.invokeExact(found, vector);
            float[] mean = vector.toArray(JAVA_FLOAT);
            for (int n = 0; n < COEFFICIENTS; n++) {
                if (!(Math.abs(mean[n] - prior[n]) < ROUNDING)) {
                    throw new IllegalStateException(
                            "libsphinxbase is not 5prealpha: found " + Arrays.toString(mean));
                }
            }
            return found;
        } catch (Throwable failed) {
            throw SphinxLibrary.failure(failed);
        }
    }

    private static void check(int code, String what) {
        if (code < 0) {
            throw new IllegalStateException("the speech library refused: " + what);
        }
    }
}
