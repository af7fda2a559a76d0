package tandem.agentloop.voice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import tandem.callmodel.time.ManualTime;

/// Forks whose work runs one at a time, in the order in which it was started, and only while the
/// test lets it: waiting happens on manual time, so that a run is the same every time.
public final class Lockstep implements Forks {

    private final ManualTime time;
    private final List<Task> tasks = new ArrayList<>();
    private final ThreadLocal<Task> current = new ThreadLocal<>();
    private final List<String> names = new ArrayList<>();

    public Lockstep(ManualTime time) {
        this.time = time;
    }

    @Override
    public Fork start(String name, Runnable work) {
        Task task = new Task(name, work);
        tasks.add(task);
        names.add(name);
        return task::cancel;
    }

    /// All names that were ever started.
    public List<String> names() {
        return List.copyOf(names);
    }

    public int alive() {
        return tasks.size();
    }

    /// Runs everything that can run now. True when something did.
    boolean runReady() {
        boolean ran = false;
        for (Task task : List.copyOf(tasks)) {
            if (task.isReady()) {
                task.step();
                ran = true;
                if (task.done) {
                    tasks.remove(task);
                }
            }
        }
        return ran;
    }

    OptionalLong nextWake() {
        return tasks.stream()
                .filter(task -> task.condition == null)
                .mapToLong(task -> task.wakeAt)
                .min();
    }

    /// Waits, on a fork.
    public void pause(Duration pause) throws InterruptedException {
        waitUntil(time.nanos() + pause.toNanos(), null, false);
    }

    /// Waits whatever cancels it, on a fork.
    public void pauseDeaf(Duration pause) {
        try {
            waitUntil(time.nanos() + pause.toNanos(), null, true);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Waits for something to become true, on a fork.
    public void await(BooleanSupplier condition) throws InterruptedException {
        waitUntil(Long.MAX_VALUE, condition, false);
    }

    private void waitUntil(long nanos, BooleanSupplier condition, boolean deaf)
            throws InterruptedException {
        Task task = current.get();
        task.wakeAt = nanos;
        task.condition = condition;
        task.deaf = deaf;
        task.back.release();
        task.go.acquireUninterruptibly();
        task.condition = null;
        task.deaf = false;
        if (task.cancelled && !deaf) {
            throw new InterruptedException("cancelled");
        }
    }

    private final class Task {

        private final Semaphore go = new Semaphore(0);
        private final Semaphore back = new Semaphore(0);
        private long wakeAt = time.nanos();
        private BooleanSupplier condition;
        private boolean cancelled;
        private boolean deaf;
        private boolean done;

        Task(String name, Runnable work) {
            Thread.ofVirtual()
                    .name(name)
                    .start(() -> {
                        go.acquireUninterruptibly();
                        current.set(this);
                        try {
                            work.run();
                        } finally {
                            done = true;
                            back.release();
                        }
                    });
        }

        boolean isReady() {
            return (cancelled && !deaf)
                    || (condition == null ? wakeAt <= time.nanos() : condition.getAsBoolean());
        }

        void step() {
            go.release();
            back.acquireUninterruptibly();
        }

        void cancel() {
            cancelled = true;
        }
    }
}
