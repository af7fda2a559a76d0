package tandem.agentloop.provider.pocketsphinx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tandem.callmodel.time.Time;

/// The queue of utterances and the lines that run them. Lines are started when an utterance finds
/// none idle, up to the most, and end when idle for long, down to the warm ones.
///
/// Thread-safe by one lock. Bounded: an utterance that finds the queue full is refused and counted.
final class WorkerPool implements AutoCloseable {

    /// After this many processes in a row that did not even load, nothing is to be hoped for.
    private static final int MOST_FAILED_LOADS = 3;

    private final PocketsphinxSettings settings;
    private final Path files;
    private final Counts counts;
    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Utterance> queue = new ArrayDeque<>();
    private final Set<WorkerLine> lines = new LinkedHashSet<>();
    private final Set<WorkerLine> loading = new LinkedHashSet<>();
    private int idle;
    private int failedLoads;
    private int started;
    private boolean closed;

    WorkerPool(PocketsphinxSettings settings, Path files, Counts counts, Time time) {
        this.settings = settings;
        this.files = files;
        this.counts = counts;
        this.time = time;
    }

    /// Starts the warm lines and waits until one has loaded.
    ///
    /// @return false when none could
    boolean start() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (int n = 0; n < settings.warmWorkers(); n++) {
                startLine();
            }
            long left = settings.start().toNanos();
            while (loading.size() == lines.size() && failedLoads < MOST_FAILED_LOADS && left > 0) {
                left = changed.awaitNanos(left);
            }
            return loading.size() < lines.size();
        } finally {
            lock.unlock();
        }
    }

    /// Queues an utterance. Never waits.
    void submit(Utterance utterance) {
        boolean taken = false;
        lock.lock();
        try {
            if (!closed && queue.size() < settings.waiting()) {
                queue.addLast(utterance);
                taken = true;
                if (queue.size() > idle + loading.size() && lines.size() < settings.mostWorkers()) {
                    startLine();
                }
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        if (taken) {
            counts.utterance();
        } else {
            counts.refused();
            utterance.lost("too many callers speak at once");
        }
    }

    /// Puts an utterance that a worker has lost before all others.
    void again(Utterance utterance) {
        lock.lock();
        try {
            queue.addFirst(utterance);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The line's: waits for an utterance. Null when the line has idled long enough to end.
    @Nullable Utterance next(WorkerLine line) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            idle++;
            long left = settings.idle().toNanos();
            while (queue.isEmpty() && !closed && left > 0) {
                left = changed.awaitNanos(left);
                if (left <= 0 && lines.size() <= settings.warmWorkers()) {
                    left = settings.idle().toNanos();
                }
            }
            Utterance next = closed ? null : queue.pollFirst();
            if (next != null) {
                counts.waited(time.nanos() - next.queuedNanos());
            } else {
                lines.remove(line);
            }
            return next;
        } finally {
            idle--;
            lock.unlock();
        }
    }

    WorkerProcess newProcess() throws IOException {
        return WorkerProcess.start(files, settings.model().resolve("en-us"), time);
    }

    boolean isLoading(WorkerLine line) {
        lock.lock();
        try {
            return loading.contains(line);
        } finally {
            lock.unlock();
        }
    }

    void loaded(WorkerLine line) {
        lock.lock();
        try {
            loading.remove(line);
            failedLoads = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// A process ended before it had loaded: wait a little before the next.
    void failedToLoad(WorkerLine line) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            loading.add(line);
            failedLoads++;
            changed.signalAll();
            long left = TimeUnit.MILLISECONDS.toNanos(200L * Math.min(failedLoads, 50));
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    void ended(WorkerLine line) {
        lock.lock();
        try {
            lines.remove(line);
            loading.remove(line);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The feeder's: kills workers that hang.
    void check() {
        long now = time.nanos();
        for (WorkerLine line : snapshot()) {
            line.check(now, settings.hang().toNanos(), settings.start().toNanos());
        }
    }

    /// Ids of the processes that run.
    List<Long> pids() {
        return snapshot().stream().map(WorkerLine::pid).filter(pid -> pid >= 0).toList();
    }

    int busy() {
        lock.lock();
        try {
            return lines.size() - idle - loading.size();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return lines.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            queue.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        snapshot().forEach(WorkerLine::close);
    }

    private List<WorkerLine> snapshot() {
        lock.lock();
        try {
            return new ArrayList<>(lines);
        } finally {
            lock.unlock();
        }
    }

    private void startLine() {
        WorkerLine line = new WorkerLine(++started, this, counts, time);
        lines.add(line);
        loading.add(line);
        line.start();
    }
}
