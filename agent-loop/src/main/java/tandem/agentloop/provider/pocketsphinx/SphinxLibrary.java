package tandem.agentloop.provider.pocketsphinx;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.function.Supplier;

/// The C functions of libpocketsphinx 5prealpha and libsphinxbase that a decoder needs, without
/// header or shim.
///
/// Immutable; the functions are safe to call from several threads for different decoders.
final class SphinxLibrary {

    /// `feat_t.cmn_struct` on 64-bit systems (sphinxbase 5prealpha, `feat.h`). A decoder checks
    /// what it finds there before it trusts it.
    static final long CMN_IN_FEATURES = 88;

    final MethodHandle parseArguments;
    final MethodHandle freeArguments;
    final MethodHandle arguments;
    final MethodHandle init;
    final MethodHandle free;
    final MethodHandle setGrammarFile;
    final MethodHandle setModelFile;
    final MethodHandle setSearch;
    final MethodHandle startStream;
    final MethodHandle startUtterance;
    final MethodHandle endUtterance;
    final MethodHandle processRaw;
    final MethodHandle hypothesis;
    final MethodHandle probability;
    final MethodHandle frames;
    final MethodHandle features;
    final MethodHandle cepstralMean;
    final MethodHandle setCepstralMean;
    private final MethodHandle setLog;

    /// Opens both libraries for the life of the process.
    ///
    /// @throws IllegalArgumentException when one is not installed
    SphinxLibrary() {
        // The base is opened by its own name too: symbols of dependencies are not looked up.
        SymbolLookup symbols =
                SymbolLookup.libraryLookup("libpocketsphinx.so.3", Arena.global())
                        .or(SymbolLookup.libraryLookup("libsphinxbase.so.3", Arena.global()));
        parseArguments =
                bind(
                        symbols,
                        "cmd_ln_parse_r",
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        JAVA_INT);
        freeArguments = bind(symbols, "cmd_ln_free_r", JAVA_INT, ADDRESS);
        arguments = bind(symbols, "ps_args", ADDRESS);
        init = bind(symbols, "ps_init", ADDRESS, ADDRESS);
        free = bind(symbols, "ps_free", JAVA_INT, ADDRESS);
        setGrammarFile = bind(symbols, "ps_set_jsgf_file", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
        setModelFile = bind(symbols, "ps_set_lm_file", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
        setSearch = bind(symbols, "ps_set_search", JAVA_INT, ADDRESS, ADDRESS);
        startStream = bind(symbols, "ps_start_stream", JAVA_INT, ADDRESS);
        startUtterance = bind(symbols, "ps_start_utt", JAVA_INT, ADDRESS);
        endUtterance = bind(symbols, "ps_end_utt", JAVA_INT, ADDRESS);
        processRaw =
                bind(
                        symbols,
                        "ps_process_raw",
                        JAVA_INT,
                        ADDRESS,
                        ADDRESS,
                        JAVA_LONG,
                        JAVA_INT,
                        JAVA_INT);
        hypothesis = bind(symbols, "ps_get_hyp", ADDRESS, ADDRESS, ADDRESS);
        probability = bind(symbols, "ps_get_prob", JAVA_INT, ADDRESS);
        frames = bind(symbols, "ps_get_n_frames", JAVA_INT, ADDRESS);
        features = bind(symbols, "ps_get_feat", ADDRESS, ADDRESS);
        cepstralMean = bindVoid(symbols, "cmn_live_get", ADDRESS, ADDRESS);
        setCepstralMean = bindVoid(symbols, "cmn_live_set", ADDRESS, ADDRESS);
        setLog = bindVoid(symbols, "err_set_logfp", ADDRESS);
    }

    /// Stops the libraries' own messages, which go to standard error.
    void silence() {
        try {
            setLog.invokeExact(MemorySegment.NULL);
        } catch (Throwable impossible) {
            throw failure(impossible);
        }
    }

    static RuntimeException failure(Throwable thrown) {
        return thrown instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException("the speech library failed", thrown);
    }

    private static MethodHandle bind(
            SymbolLookup symbols, String name, MemoryLayout result, MemoryLayout... arguments) {
        return link(symbols, name, () -> FunctionDescriptor.of(result, arguments));
    }

    private static MethodHandle bindVoid(
            SymbolLookup symbols, String name, MemoryLayout... arguments) {
        return link(symbols, name, () -> FunctionDescriptor.ofVoid(arguments));
    }

    private static MethodHandle link(
            SymbolLookup symbols, String name, Supplier<FunctionDescriptor> shape) {
        MemorySegment address =
                symbols.find(name)
                        .orElseThrow(() -> new IllegalArgumentException("no function " + name));
        return Linker.nativeLinker().downcallHandle(address, shape.get());
    }
}
