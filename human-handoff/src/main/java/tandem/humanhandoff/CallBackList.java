package tandem.humanhandoff;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tandem.callcontrol.HumanDesk;
import tandem.callcontrol.StartException;
import tandem.callmodel.CallId;
import tandem.callmodel.PartyAddress;
import tandem.callmodel.time.Time;

/// A desk at which nobody sits: it notes call-backs in a file for those who come in the morning.
///
/// Thread-safe: promises wait in a bounded queue for the `call-backs` thread, which writes them one
/// by one and tries again when it cannot. While the disk refuses, nothing new is promised.
public final class CallBackList implements HumanDesk, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CallBackList.class);
    private static final int FIRST_NUMBER = 1_001;
    private static final long WAKE_MILLIS = 100;
    private static final long PATIENCE_MILLIS = 5_000;

    private final CallBackSettings settings;
    private final Time time;
    private final CallBackFile file;
    private final BlockingQueue<CallBack> waiting;
    private final AtomicInteger nextNumber = new AtomicInteger(FIRST_NUMBER);
    private final Counter noted;
    private final Counter refused;
    private final Counter failed;
    private final Thread thread;
    private volatile State state = State.NOT_STARTED;

    private enum State {
        NOT_STARTED,
        WRITING,
        DISK_REFUSES,
        CLOSED
    }

    public CallBackList(CallBackSettings settings, Time time, MeterRegistry metrics) {
        this.settings = settings;
        this.time = time;
        this.file = new CallBackFile(settings.file());
        this.waiting = new ArrayBlockingQueue<>(settings.capacity());
        this.noted = metrics.counter("tandem.callbacks.noted");
        this.refused = metrics.counter("tandem.callbacks.refused");
        this.failed = metrics.counter("tandem.callbacks.write.failed");
        this.thread = Thread.ofPlatform().name("call-backs").daemon().unstarted(this::run);
    }

    /// Goes on numbering where the file ends.
    ///
    /// @throws StartException when the file cannot be written
    public void start() throws StartException {
        try {
            file.prepare();
            for (CallBack earlier : file.readAll()) {
                int number = Integer.parseInt("0" + earlier.reference().replaceAll("\\D", ""));
                nextNumber.accumulateAndGet(number + 1, Math::max);
            }
        } catch (IOException | NumberFormatException broken) {
            throw new StartException(
                    "the list of call-backs cannot be used: " + settings.file(), broken);
        }
        state = State.WRITING;
        thread.start();
    }

    @Override
    public Outcome ask(CallId call, PartyAddress caller, String reason) {
        Outcome outcome =
                switch (state) {
                    case WRITING -> promise(call, caller, reason);
                    case DISK_REFUSES ->
                            new Outcome.Unavailable("the list of call-backs cannot be written");
                    case NOT_STARTED, CLOSED ->
                            new Outcome.Unavailable("the list of call-backs is closed");
                };
        switch (outcome) {
            case Outcome.CallBackNoted _ -> noted.increment();
            case Outcome.Unavailable _ -> refused.increment();
        }
        return outcome;
    }

    private Outcome promise(CallId call, PartyAddress caller, String reason) {
        String reference = "CB-" + nextNumber.getAndIncrement();
        CallBack callBack = new CallBack(reference, time.now(), call, caller, reason);
        return waiting.offer(callBack)
                ? new Outcome.CallBackNoted(reference)
                : new Outcome.Unavailable("too many call-backs wait to be written");
    }

    /// Everything promised that has reached the disk.
    ///
    /// @throws IOException when the file cannot be read
    public static List<CallBack> read(Path file) throws IOException {
        return new CallBackFile(file).readAll();
    }

    /// Writes what waits; takes at most 5 s for that.
    @Override
    public void close() {
        state = State.CLOSED;
        if (thread.isAlive()) {
            LockSupport.unpark(thread);
            try {
                thread.join(PATIENCE_MILLIS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        for (CallBack lost = waiting.poll(); lost != null; lost = waiting.poll()) {
            failed.increment();
            LOG.error("call-back {} was promised and could not be written", lost.reference());
        }
    }

    private void run() {
        CallBack next = next();
        while (next != null) {
            if (!keep(next)) {
                failed.increment();
                LOG.error("call-back {} was promised and could not be written", next.reference());
            }
            next = next();
        }
    }

    /// Null when the list is closed and everything was written.
    private @Nullable CallBack next() {
        while (true) {
            boolean closed = state == State.CLOSED;
            try {
                CallBack next =
                        closed ? waiting.poll() : waiting.poll(WAKE_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null || closed) {
                    return next;
                }
            } catch (InterruptedException stray) {
                LOG.debug("nobody interrupts this thread", stray);
            }
        }
    }

    /// Tries until it is written; when the list is closed, once more.
    private boolean keep(CallBack callBack) {
        while (true) {
            boolean last = state == State.CLOSED;
            try {
                file.append(callBack);
                become(State.WRITING);
                return true;
            } catch (IOException broken) {
                failed.increment();
                if (state == State.WRITING) {
                    LOG.error("call-backs cannot be written to {}", settings.file(), broken);
                }
                become(State.DISK_REFUSES);
            }
            if (last) {
                return false;
            }
            LockSupport.parkNanos(this, settings.retryEvery().toNanos());
        }
    }

    private void become(State next) {
        if (state != State.CLOSED) {
            state = next;
        }
    }
}
