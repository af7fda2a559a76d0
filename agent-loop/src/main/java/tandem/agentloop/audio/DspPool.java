package tandem.agentloop.audio;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The pool for CPU-bound work: platform threads `dsp-0`, `dsp-1` … and a bounded queue. A full
/// queue refuses with a [java.util.concurrent.RejectedExecutionException].
public final class DspPool {

    private DspPool() {}

    /// @param threads about as many as cores
    /// @param waiting tasks that may wait for a thread
    public static ExecutorService open(int threads, int waiting) {
        ThreadFactory factory = Thread.ofPlatform().name("dsp-", 0).daemon().factory();
        return new ThreadPoolExecutor(
                threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), factory);
    }
}
