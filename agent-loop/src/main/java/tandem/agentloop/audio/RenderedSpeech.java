package tandem.agentloop.audio;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tandem.agentloop.ProviderException;
import tandem.agentloop.Synthesizer.Sink;
import tandem.callmodel.audio.SampleRate;

/// One sentence's audio on its way from the thread that makes it to the turn's thread that hands it
/// on.
///
/// Thread-safe for one of each. The maker never waits, so that back-pressure of one call holds no
/// thread that others need; instead the whole is bounded: audio beyond the longest allowed ends the
/// rendering.
public final class RenderedSpeech {

    private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
    private final Queue<Word> words = new ConcurrentLinkedQueue<>();
    private final long maximumSamples;
    private volatile boolean cancelled;

    /// Maker only.
    private long made;

    private sealed interface Part {
        @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
        record Audio(short[] samples) implements Part {}

        record Ended() implements Part {}

        record Failed(ProviderException problem) implements Part {}
    }

    private record Word(int endOffset, long endSample) {}

    /// @param longest no more audio than this is taken
    public RenderedSpeech(SampleRate rate, Duration longest) {
        this.maximumSamples = rate.samples(longest);
    }

    /// Maker: hands samples over, which are not touched afterwards. False when no more are wanted.
    public boolean audio(short[] samples) {
        if (cancelled || made + samples.length > maximumSamples) {
            return false;
        }
        if (samples.length > 0) {
            made += samples.length;
            parts.add(new Part.Audio(samples));
        }
        return true;
    }

    /// Maker: samples handed over so far.
    public long samples() {
        return made;
    }

    /// Maker: tells where a word ends, in order, as early as it is known.
    public void word(int endOffset, long endSample) {
        words.add(new Word(endOffset, endSample));
    }

    /// Maker: that was all.
    public void end() {
        parts.add(new Part.Ended());
    }

    /// Maker: the sentence cannot be completed.
    public void fail(ProviderException problem) {
        parts.add(new Part.Failed(problem));
    }

    /// Whoever drains has gone; the maker stops as soon as it sees this.
    public void cancel() {
        cancelled = true;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /// Hands everything on to `sink` until the end.
    ///
    /// @param patience how long the maker may take for the next samples
    /// @throws ProviderException what the maker failed with, or that it was too slow
    public void drain(Sink sink, Duration patience) throws InterruptedException, ProviderException {
        long delivered = 0;
        while (true) {
            Part part = parts.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
            switch (part) {
                case null ->
                        throw new ProviderException(
                                ProviderException.Category.TIMED_OUT,
                                "no audio within " + patience.toMillis() + " ms");
                case Part.Audio(short[] samples) -> {
                    sink.audio(samples, 0, samples.length);
                    delivered += samples.length;
                    deliverWords(sink, delivered, false);
                }
                case Part.Ended _ -> {
                    deliverWords(sink, delivered, true);
                    return;
                }
                case Part.Failed(ProviderException problem) -> throw problem;
            }
        }
    }

    private void deliverWords(Sink sink, long delivered, boolean all) {
        for (Word word = words.peek();
                word != null && (all || word.endSample() <= delivered);
                word = words.peek()) {
            sink.word(word.endOffset(), Math.min(word.endSample(), delivered));
            words.remove();
        }
    }
}
