package tandem.agentloop.provider.pocketsphinx;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tandem.agentloop.Hypothesis;
import tandem.callmodel.time.Time;

/// The thread `asr-worker-n`: owns one worker process at a time and runs utterances in it, one
/// after another, each from its queue to its final. A process that dies is replaced, and the
/// utterance begins again in the next.
final class WorkerLine {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerLine.class);

    /// In samples: what is collected before a worker is asked, and what it gets at once when it is
    /// behind. 80 ms keep the final close, 500 ms keep the watchdog's answers coming.
    private static final int PIECE = 640;

    private static final int CATCH_UP = 4_000;
    private static final int PARTIAL_EVERY = 2_000;
    private static final int MOST_FALLS = 2;

    private final WorkerPool pool;
    private final Counts counts;
    private final Time time;
    private final Thread thread;
    private volatile @Nullable WorkerProcess process;
    private volatile boolean closed;
    private volatile boolean killedForHanging;

    WorkerLine(int number, WorkerPool pool, Counts counts, Time time) {
        this.pool = pool;
        this.counts = counts;
        this.time = time;
        this.thread =
                Thread.ofPlatform().daemon().name("asr-worker-" + number).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Any thread: kills the process when an order has been open for too long.
    void check(long nowNanos, long hangNanos, long startNanos) {
        WorkerProcess running = process;
        if (running != null) {
            long allowed = pool.isLoading(this) ? startNanos : hangNanos;
            if (running.silentFor(nowNanos) > allowed && !killedForHanging) {
                killedForHanging = true;
                running.kill();
            }
        }
    }

    /// The process' id, or -1 between two processes.
    long pid() {
        WorkerProcess running = process;
        return running == null ? -1 : running.pid();
    }

    /// Ends process and thread and waits for both.
    void close() {
        closed = true;
        thread.interrupt();
        WorkerProcess running = process;
        if (running != null) {
            running.kill();
        }
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                if (!serve()) {
                    return;
                }
            }
        } catch (InterruptedException end) {
            LOG.debug("{} ends", thread.getName());
        } finally {
            pool.ended(this);
        }
    }

    /// Serves utterances with one process until that is gone. False when there is no need for this
    /// line any more.
    private boolean serve() throws InterruptedException {
        try (WorkerProcess worker = pool.newProcess()) {
            killedForHanging = false;
            process = worker;
            if (closed) {
                return false;
            }
            worker.awaitReady();
            pool.loaded(this);
            while (!closed) {
                Utterance next = pool.next(this);
                if (next == null) {
                    return false;
                }
                if (!run(next, worker)) {
                    return true;
                }
            }
            return false;
        } catch (IOException failed) {
            if (!closed) {
                died(failed);
                pool.failedToLoad(this);
            }
            return !closed;
        } finally {
            process = null;
        }
    }

    /// False when the process fell over the utterance.
    private boolean run(Utterance utterance, WorkerProcess worker) throws InterruptedException {
        if (utterance.abandoned()) {
            return true;
        }
        try {
            Report.Outcome outcome = decode(utterance, worker);
            if (outcome != null) {
                List<Hypothesis> hypotheses = Reading.of(outcome, utterance.narrowed());
                utterance.understood(hypotheses, outcome.mean());
                long since = time.nanos() - utterance.endedNanos();
                counts.finished(!hypotheses.isEmpty(), since, outcome.busyNanos());
            }
            return true;
        } catch (IOException fallen) {
            if (!closed) {
                died(fallen);
                again(utterance);
            }
            return false;
        }
    }

    private void again(Utterance utterance) {
        if (utterance.fell() < MOST_FALLS) {
            counts.replayed();
            pool.again(utterance);
        } else {
            counts.lost();
            utterance.lost("the recogniser fell twice over the same utterance");
        }
    }

    /// Null when the utterance was abandoned.
    private Report.@Nullable Outcome decode(Utterance utterance, WorkerProcess worker)
            throws IOException, InterruptedException {
        worker.ask(new Order.Begin(utterance.search(), utterance.cepstralMean()));
        SpokenAudio audio = utterance.audio();
        int sent = 0;
        int nextPartial = PARTIAL_EVERY;
        String lastPartial = "";
        while (!audio.endsAt(sent) && !utterance.abandoned()) {
            short[] piece = audio.take(sent, PIECE, CATCH_UP, 200);
            if (piece.length > 0) {
                sent += piece.length;
                Report report = worker.ask(new Order.Hear(piece));
                if (report instanceof Report.Heard(String partial) && sent >= nextPartial) {
                    nextPartial = sent + PARTIAL_EVERY;
                    if (!partial.isEmpty() && !partial.equals(lastPartial)) {
                        lastPartial = partial;
                        utterance.heard(partial);
                    }
                }
            }
        }
        Report report = worker.ask(new Order.End());
        if (!(report instanceof Report.Done(Report.Outcome outcome))) {
            throw new IOException("the worker lost count");
        }
        return utterance.abandoned() ? null : outcome;
    }

    private void died(IOException how) {
        if (killedForHanging) {
            counts.hung();
            LOG.warn("{}: the worker did not answer and was killed", thread.getName());
        } else {
            counts.crashed();
            LOG.warn("{}: the worker fell: {}", thread.getName(), how.toString());
        }
    }
}
