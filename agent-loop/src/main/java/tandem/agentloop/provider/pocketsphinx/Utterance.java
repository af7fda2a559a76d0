package tandem.agentloop.provider.pocketsphinx;

import java.util.List;
import tandem.agentloop.Hypothesis;
import tandem.agentloop.RecognizerEvent;

/// One utterance on its way from a stream to a worker.
///
/// `asr-feeder` makes it and ends it; the thread of the worker that runs it reports to its ear.
/// Fields written by one are volatile.
final class Utterance {

    private final Ear ear;
    private final String search;
    private final boolean narrowed;
    private final long startTick;
    private final SpokenAudio audio;
    private final long queuedNanos;
    private volatile long endTick;
    private volatile long endedNanos;
    private volatile int falls;

    /// @param narrowed true when `search` is for one kind of answer
    Utterance(
            Ear ear,
            String search,
            boolean narrowed,
            long startTick,
            SpokenAudio audio,
            long queuedNanos) {
        this.ear = ear;
        this.search = search;
        this.narrowed = narrowed;
        this.startTick = startTick;
        this.audio = audio;
        this.queuedNanos = queuedNanos;
        this.endTick = startTick;
        this.endedNanos = Long.MAX_VALUE;
    }

    SpokenAudio audio() {
        return audio;
    }

    String search() {
        return search;
    }

    boolean narrowed() {
        return narrowed;
    }

    long startTick() {
        return startTick;
    }

    long queuedNanos() {
        return queuedNanos;
    }

    /// When its end was known; `Long.MAX_VALUE` until then.
    long endedNanos() {
        return endedNanos;
    }

    /// The feeder's: the caller has stopped at `tick`.
    void end(long tick, long nanos) {
        endTick = tick;
        endedNanos = nanos;
        audio.complete();
    }

    /// True when nobody wants its words any more.
    boolean abandoned() {
        return ear.closed();
    }

    float[] cepstralMean() {
        return ear.cepstralMean();
    }

    void heard(String partial) {
        ear.report(new RecognizerEvent.Partial(partial));
    }

    void understood(List<Hypothesis> hypotheses, float[] cepstralMean) {
        ear.learn(cepstralMean);
        ear.report(new RecognizerEvent.Final(hypotheses, startTick, endTick));
    }

    void lost(String reason) {
        ear.report(new RecognizerEvent.Failed(reason, true));
    }

    /// A worker died over it; returns how often that has happened now. Called by that worker's
    /// thread, before another gets it.
    @SuppressWarnings("NonAtomicVolatileUpdate") // one worker at a time
    int fell() {
        falls = falls + 1;
        return falls;
    }
}
