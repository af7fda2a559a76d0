package tandem.agentloop.provider.flite;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tandem.agentloop.ProviderException;

/// The functions of `libflite.so.1` (2.2) that are used here. Thread-safe: Flite keeps its state in
/// utterances and voices; only making a voice touches a global of the voice's library, which one
/// lock guards.
final class FliteLibrary {

    /// `cst_voice.features`, behind `name`.
    private static final long VOICE_FEATURES = 8;

    private final Linker linker = Linker.nativeLinker();
    private final Map<String, SymbolLookup> voiceLibraries = new ConcurrentHashMap<>();

    final MethodHandle synthesizeText;
    final MethodHandle deleteUtterance;
    final MethodHandle utteranceRelation;
    final MethodHandle relationHead;
    final MethodHandle itemNext;
    final MethodHandle itemString;
    final MethodHandle itemPathFloat;
    private final MethodHandle newStreaming;
    private final MethodHandle streamingValue;
    private final MethodHandle setFeature;
    private final MethodHandle deleteVoice;

    private FliteLibrary(SymbolLookup flite) throws Throwable {
        FunctionDescriptor pointerOfPointer = FunctionDescriptor.of(ADDRESS, ADDRESS);
        FunctionDescriptor pointerOfTwo = FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS);
        synthesizeText = function(flite, "flite_synth_text", pointerOfTwo);
        deleteUtterance = function(flite, "delete_utterance", FunctionDescriptor.ofVoid(ADDRESS));
        utteranceRelation = function(flite, "utt_relation", pointerOfTwo);
        relationHead = function(flite, "relation_head", pointerOfPointer);
        itemNext = function(flite, "item_next", pointerOfPointer);
        itemString = function(flite, "item_feat_string", pointerOfTwo);
        itemPathFloat =
                function(
                        flite,
                        "ffeature_float",
                        FunctionDescriptor.of(JAVA_FLOAT, ADDRESS, ADDRESS));
        newStreaming = function(flite, "new_audio_streaming_info", FunctionDescriptor.of(ADDRESS));
        streamingValue = function(flite, "audio_streaming_info_val", pointerOfPointer);
        setFeature =
                function(flite, "feat_set", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS));
        deleteVoice = function(flite, "delete_voice", FunctionDescriptor.ofVoid(ADDRESS));
        int _ = (int) function(flite, "flite_init", FunctionDescriptor.of(JAVA_INT)).invokeExact();
    }

    /// @throws ProviderException names the package when Flite is not installed
    static FliteLibrary load() throws ProviderException {
        SymbolLookup flite =
                library("libflite.so.1")
                        .orElseThrow(() -> missing("libflite.so.1", "its functions"));
        try {
            return new FliteLibrary(flite);
        } catch (Throwable unexpected) {
            throw new ProviderException(
                    ProviderException.Category.UNAVAILABLE,
                    "libflite.so.1 is not the Flite 2.2 that Debian packages as libflite1",
                    unexpected);
        }
    }

    /// Makes a voice that shares nothing but constants with any other: the library would hand out
    /// the one it made before, so it is made to forget that.
    ///
    /// @return the `cst_voice`
    synchronized MemorySegment newVoice(String name) throws ProviderException {
        String library = "libflite_cmu_us_" + name + ".so.1";
        SymbolLookup symbols = voiceLibraries.get(name);
        if (symbols == null) {
            symbols = library(library).orElseThrow(() -> missing(library, "voice " + name));
            voiceLibraries.put(name, symbols);
        }
        String kind = name.startsWith("kal") ? "_diphone" : "_cg";
        MemorySegment remembered =
                symbols.find("cmu_us_" + name + kind)
                        .orElseThrow(() -> missing(library, "voice " + name))
                        .reinterpret(ADDRESS.byteSize());
        MethodHandle register =
                function(
                        symbols,
                        "register_cmu_us_" + name,
                        FunctionDescriptor.of(ADDRESS, ADDRESS));
        remembered.set(ADDRESS, 0, MemorySegment.NULL);
        try {
            return (MemorySegment) register.invokeExact(MemorySegment.NULL);
        } catch (Throwable unexpected) {
            throw new ProviderException(
                    ProviderException.Category.UNAVAILABLE,
                    "flite voice " + name + " cannot be made",
                    unexpected);
        } finally {
            remembered.set(ADDRESS, 0, MemorySegment.NULL);
        }
    }

    /// Makes `voice` call `callback` with the audio as it is made.
    ///
    /// @param smallest samples per call
    /// @return the `cst_audio_streaming_info`, owned by the voice
    MemorySegment stream(MemorySegment voice, MemorySegment callback, int smallest)
            throws Throwable {
        MemorySegment streaming =
                ((MemorySegment) newStreaming.invokeExact()).reinterpret(AudioStreaming.SIZE);
        streaming.set(JAVA_INT, AudioStreaming.SMALLEST, smallest);
        streaming.set(ADDRESS, AudioStreaming.CALLBACK, callback);
        MemorySegment value =
                (MemorySegment)
                        streamingValue.invokeExact(MemorySegment.ofAddress(streaming.address()));
        MemorySegment features =
                voice.reinterpret(VOICE_FEATURES + ADDRESS.byteSize()).get(ADDRESS, VOICE_FEATURES);
        // The feature set keeps the pointer to its name: it must never go away.
        MemorySegment name = Arena.global().allocateFrom("streaming_info");
        setFeature.invokeExact(features, name, value);
        return streaming;
    }

    void delete(MemorySegment voice) throws Throwable {
        deleteVoice.invokeExact(voice);
    }

    MemorySegment callback(MethodHandle target, Arena arena) {
        return linker.upcallStub(
                target,
                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS),
                arena);
    }

    private MethodHandle function(
            SymbolLookup symbols, String name, FunctionDescriptor descriptor) {
        return linker.downcallHandle(symbols.findOrThrow(name), descriptor);
    }

    private static Optional<SymbolLookup> library(String name) {
        try {
            return Optional.of(SymbolLookup.libraryLookup(name, Arena.global()));
        } catch (IllegalArgumentException notInstalled) {
            return Optional.empty();
        }
    }

    private static ProviderException missing(String library, String what) {
        return new ProviderException(
                ProviderException.Category.UNAVAILABLE,
                library
                        + " not found or without "
                        + what
                        + ": install the Debian package libflite1 (apt-get install libflite1)");
    }

    /// `cst_audio_streaming_info` of Flite 2.2 on 64-bit machines.
    static final class AudioStreaming {
        static final long SMALLEST = 0;
        static final long CALLBACK = 8;
        static final long UTTERANCE = 16;
        static final long SIZE = 40;

        private AudioStreaming() {}
    }

    /// `cst_wave` of Flite 2.2 on 64-bit machines.
    static final class Wave {
        static final long RATE = 8;
        static final long SAMPLES = 24;
        static final long SIZE = 32;
        static final ValueLayout.OfInt INT = JAVA_INT;

        private Wave() {}
    }
}
