package tandem.agentloop.provider.pocketsphinx;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import tandem.callmodel.audio.SampleRate;
import tandem.callmodel.time.Time;

/// The thread `asr-feeder`: every 10 ms, or when a stream gets a command, it moves the audio of all
/// streams from their rings to their utterances. It never waits for a worker.
///
/// Thread-safe: streams are added and woken by any thread.
final class Feeder implements AutoCloseable {

    private static final long TICK_NANOS = 10_000_000;

    private final PocketsphinxSettings settings;
    private final Time time;
    private final Counts counts;
    private final Consumer<Utterance> utterances;
    private final Runnable everyTick;
    private final List<Ear> ears = new CopyOnWriteArrayList<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("asr-feeder").unstarted(this::run);
    private volatile boolean closed;

    /// @param utterances takes each utterance as it begins; must not wait
    /// @param everyTick is run on this thread, too
    Feeder(
            PocketsphinxSettings settings,
            Time time,
            Counts counts,
            Consumer<Utterance> utterances,
            Runnable everyTick) {
        this.settings = settings;
        this.time = time;
        this.counts = counts;
        this.utterances = utterances;
        this.everyTick = everyTick;
    }

    void start() {
        thread.start();
    }

    void add(Ear ear) {
        ears.add(ear);
    }

    int streams() {
        return ears.size();
    }

    void wake() {
        LockSupport.unpark(thread);
    }

    void submit(Utterance utterance) {
        utterances.accept(utterance);
    }

    Counts counts() {
        return counts;
    }

    long nanos() {
        return time.nanos();
    }

    int preRollSamples() {
        return SampleRate.TELEPHONE.samples(settings.preRoll());
    }

    int tailSamples() {
        return SampleRate.TELEPHONE.samples(settings.tail());
    }

    int longestSamples() {
        return SampleRate.TELEPHONE.samples(settings.longestUtterance());
    }

    private void run() {
        while (!closed) {
            for (Iterator<Ear> each = ears.iterator(); each.hasNext(); ) {
                Ear ear = each.next();
                if (!ear.pump()) {
                    ears.remove(ear);
                }
            }
            everyTick.run();
            LockSupport.parkNanos(this, TICK_NANOS);
        }
    }

    /// Ends all streams.
    @Override
    public void close() {
        closed = true;
        ears.forEach(Ear::close);
        wake();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        ears.forEach(Ear::pump);
        ears.clear();
    }
}
