package tandem.agentloop.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import tandem.agentloop.Playout;
import tandem.agentloop.SpokenSentence;
import tandem.agentloop.SpokenSentence.Word;
import tandem.agentloop.Synthesizer;
import tandem.agentloop.text.SpokenText;
import tandem.callmodel.audio.SampleRate;

/// One sentence on its way from a synthesiser into the playout, and what is known of where its
/// words lie.
///
/// Thread-safe: written by the sentence's `tts-` thread, read by the call's thread through one
/// immutable snapshot.
final class SentenceTrack implements Synthesizer.Sink {

    private final int number;
    private final SpokenText text;
    private final long start;
    private final SampleRate rate;
    private final Playout.Writer writer;
    private final Runnable began;

    /// Taken once: by the first audio, or by giving the sentence up before it.
    private final AtomicBoolean claimed = new AtomicBoolean();

    /// Written by the sentence's thread alone.
    private volatile Progress progress = new Progress(0, List.of(), false);

    private record Progress(long samples, List<Word> words, boolean complete) {}

    /// @param start of the sentence in the turn's audio
    /// @param began called once, when the first audio is there
    SentenceTrack(
            int number,
            SpokenText text,
            long start,
            SampleRate rate,
            Playout.Writer writer,
            Runnable began) {
        this.number = number;
        this.text = text;
        this.start = start;
        this.rate = rate;
        this.writer = writer;
        this.began = began;
    }

    int number() {
        return number;
    }

    SpokenText text() {
        return text;
    }

    long endSample() {
        return start + progress.samples();
    }

    @Override
    public void audio(short[] samples, int offset, int length) throws InterruptedException {
        Progress before = progress;
        if (before.samples() == 0) {
            if (!claimed.compareAndSet(false, true)) {
                throw new InterruptedException("the sentence was given up");
            }
            began.run();
        }
        progress = new Progress(before.samples() + length, before.words(), false);
        if (!writer.write(samples, offset, length)) {
            throw new InterruptedException("the turn was taken back");
        }
    }

    @Override
    public void word(int endOffset, long endSample) {
        Progress before = progress;
        List<Word> words = new ArrayList<>(before.words());
        long from = words.isEmpty() ? 0 : words.getLast().endSample();
        int known = words.isEmpty() ? 0 : words.getLast().endOffset();
        if (endOffset > known && endSample >= from) {
            words.add(new Word(Math.min(endOffset, text.spoken().length()), from, endSample));
            progress = new Progress(before.samples(), List.copyOf(words), before.complete());
        }
    }

    /// All audio was handed over.
    void complete() {
        progress = new Progress(progress.samples(), progress.words(), true);
    }

    boolean hasAudio() {
        return progress.samples() > 0;
    }

    /// Gives the sentence up unless its audio has begun.
    ///
    /// @return false when it has
    boolean abandon() {
        return claimed.compareAndSet(false, true);
    }

    /// Where its words lie in the turn's audio, as far as that is known by now.
    SpokenSentence sentence() {
        Progress now = progress;
        List<Word> words =
                words(now).stream()
                        .map(word ->
                                new Word(
                                        word.endOffset(),
                                        start + word.startSample(),
                                        start + word.endSample()))
                        .toList();
        return new SpokenSentence(number, text.spoken(), start, start + now.samples(), words);
    }

    /// The written text as far as it was heard when `sent` samples of the turn were.
    String heard(long sent) {
        Progress now = progress;
        long own = Math.min(sent - start, now.samples());
        if (own <= 0) {
            return "";
        }
        if (now.complete() && own == now.samples()) {
            return text.written();
        }
        return text.writtenUpTo(WordTimes.heardOffset(words(now), own));
    }

    /// The start of the word that was being sent at `sent`, in the turn's audio.
    long wordStart(long sent) {
        long boundary = start;
        for (Word word : sentence().words()) {
            if (word.startSample() <= sent) {
                boundary = word.startSample();
            }
        }
        return boundary;
    }

    private List<Word> words(Progress now) {
        return now.complete()
                ? WordTimes.complete(text.spoken(), now.words(), now.samples())
                : WordTimes.partial(text.spoken(), now.words(), now.samples(), rate);
    }
}
