package tandem.agentloop;

import java.util.Set;
import tandem.callmodel.Language;
import tandem.callmodel.audio.SampleRate;

/// Turns text into audio. Thread-safe.
public interface Synthesizer extends AutoCloseable {

    Traits traits();

    /// Streams the audio of one sentence into `sink` and returns when it is complete. Runs on the
    /// turn's thread; an interrupt ends it at once.
    ///
    /// @throws ProviderException when the sentence could not be spoken; audio may have been
    ///   delivered before
    void speak(Request request, Sink sink) throws InterruptedException, ProviderException;

    @Override
    void close();

    /// @param text one sentence, already written as it is to be read aloud
    /// @param voice the provider's name of the voice; empty: its default for the language
    /// @param rate the rate in which the audio is wanted
    record Request(String text, Language language, String voice, SampleRate rate) {}

    /// @param languages primary subtags; empty means any
    record Traits(String name, Set<String> languages, boolean wordTimings) {}

    /// Receives audio and, where the provider tells them, word timings. Confined to the turn's
    /// thread.
    interface Sink {

        /// Copies `length` 16-bit mono samples. Blocks while enough lies ahead of the wire.
        void audio(short[] samples, int offset, int length) throws InterruptedException;

        /// The characters up to `endOffset` of the text end at sample `endSample` of this
        /// sentence's audio.
        void word(int endOffset, long endSample);
    }
}
