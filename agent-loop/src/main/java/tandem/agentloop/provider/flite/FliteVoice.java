package tandem.agentloop.provider.flite;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tandem.agentloop.ProviderException;
import tandem.agentloop.provider.flite.FliteLibrary.AudioStreaming;
import tandem.agentloop.provider.flite.FliteLibrary.Wave;

/// One copy of a voice. Confined to one thread at a time; [FliteVoices] hands it from one to the
/// next.
final class FliteVoice {

    private static final int STOP = -1;
    private static final int CONTINUE = 0;
    private static final int LONGEST_TOKEN = 4_096;

    /// Flite calls back with at least so many samples; 20 ms with the voices used here.
    private static final int SMALLEST = 256;

    private final FliteLibrary flite;
    private final String name;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment voice;
    private final MemorySegment streaming;
    private @Nullable Listener listener;
    private boolean begun;
    private @Nullable Throwable failure;

    /// Where a token of the text ends in the audio.
    record Token(String name, double endSeconds) {}

    /// Receives one utterance on the synthesising thread.
    interface Listener {

        /// Comes first.
        void begins(int hertz, List<Token> tokens);

        /// False ends the synthesis.
        boolean audio(short[] samples);
    }

    FliteVoice(FliteLibrary flite, String name) throws ProviderException {
        this.flite = flite;
        this.name = name;
        try {
            MethodHandle target =
                    MethodHandles.lookup()
                            .bind(
                                    this,
                                    "called",
                                    MethodType.methodType(
                                            int.class,
                                            MemorySegment.class,
                                            int.class,
                                            int.class,
                                            int.class,
                                            MemorySegment.class));
            voice = flite.newVoice(name);
            streaming = flite.stream(voice, flite.callback(target, arena), SMALLEST);
        } catch (ProviderException known) {
            arena.close();
            throw known;
        } catch (Throwable unexpected) {
            arena.close();
            throw new ProviderException(
                    ProviderException.Category.UNAVAILABLE,
                    "flite voice " + name + " cannot be made",
                    unexpected);
        }
    }

    String name() {
        return name;
    }

    /// Synthesises one utterance and returns when its audio was handed to `listener`, or that did
    /// not want any more.
    ///
    /// @param text of [FliteText] only
    void synthesize(String text, Listener to) throws ProviderException {
        listener = to;
        begun = false;
        failure = null;
        try (Arena own = Arena.ofConfined()) {
            MemorySegment utterance =
                    (MemorySegment) flite.synthesizeText.invokeExact(own.allocateFrom(text), voice);
            if (utterance.address() != 0) {
                flite.deleteUtterance.invokeExact(utterance);
            }
        } catch (Throwable unexpected) {
            failure = unexpected;
        } finally {
            listener = null;
        }
        if (failure != null) {
            throw new ProviderException(
                    ProviderException.Category.BROKEN_ANSWER, "flite failed", failure);
        }
    }

    /// `cst_audio_stream_callback`: nothing may escape into native code.
    @SuppressWarnings({"unused", "UnusedMethod"}) // called by Flite
    private int called(
            MemorySegment wave, int start, int size, int last, MemorySegment streamingInfo) {
        Listener to = listener;
        if (to == null || failure != null) {
            return STOP;
        }
        try {
            MemorySegment header = wave.reinterpret(Wave.SIZE);
            if (!begun) {
                begun = true;
                to.begins(header.get(Wave.INT, Wave.RATE), tokens());
            }
            if (size <= 0) {
                return CONTINUE;
            }
            short[] samples = new short[size];
            MemorySegment.copy(
                    header.get(ADDRESS, Wave.SAMPLES).reinterpret(2L * (start + size)),
                    JAVA_SHORT,
                    2L * start,
                    samples,
                    0,
                    size);
            return to.audio(samples) ? CONTINUE : STOP;
        } catch (Throwable unexpected) {
            failure = unexpected;
            return STOP;
        }
    }

    /// The durations are settled before the first sample is made.
    private List<Token> tokens() throws Throwable {
        List<Token> tokens = new ArrayList<>();
        try (Arena own = Arena.ofConfined()) {
            MemorySegment nameFeature = own.allocateFrom("name");
            MemorySegment endPath =
                    own.allocateFrom("daughtern.R:SylStructure.daughtern.daughtern.R:Segment.end");
            MemorySegment relation =
                    (MemorySegment)
                            flite.utteranceRelation.invokeExact(
                                    streaming.get(ADDRESS, AudioStreaming.UTTERANCE),
                                    own.allocateFrom("Token"));
            MemorySegment item = (MemorySegment) flite.relationHead.invokeExact(relation);
            while (item.address() != 0) {
                MemorySegment token =
                        (MemorySegment) flite.itemString.invokeExact(item, nameFeature);
                float end = (float) flite.itemPathFloat.invokeExact(item, endPath);
                tokens.add(new Token(token.reinterpret(LONGEST_TOKEN).getString(0), end));
                item = (MemorySegment) flite.itemNext.invokeExact(item);
            }
        }
        return tokens;
    }

    /// Not while it speaks.
    void delete() {
        try {
            flite.delete(voice);
        } catch (Throwable unexpected) {
            throw new IllegalStateException("flite voice cannot be deleted", unexpected);
        }
        arena.close();
    }
}
