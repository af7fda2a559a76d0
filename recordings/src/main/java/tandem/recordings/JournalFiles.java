package tandem.recordings;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tandem.callcontrol.CallFact;
import tandem.callcontrol.CallJournal;
import tandem.callcontrol.StartException;
import tandem.callmodel.CallId;
import tandem.recordings.wire.FactWriter;

/// Keeps a JSON Lines file per call with everything that happened on it, what was said included:
/// this is the protected record, readable by the server's own user only.
///
/// Thread-safe: facts wait in a bounded queue for the one `journal-writer` thread, which owns the
/// files and writes each fact as it comes. A full queue drops the fact and counts it.
public final class JournalFiles implements CallJournal {

    private static final Logger LOG = LoggerFactory.getLogger(JournalFiles.class);
    private static final int OPEN_FILES = 64;
    private static final int REMEMBERED_CALLS = 10_000;
    private static final long PATIENCE_MILLIS = 5_000;
    private static final long WAKE_MILLIS = 100;

    private final JournalSettings settings;
    private final BlockingQueue<CallFact> waiting;
    private final Counter written;
    private final Counter dropped;
    private final Counter failed;
    private final Thread thread;
    private volatile boolean closing;

    public JournalFiles(JournalSettings settings, MeterRegistry metrics) {
        this.settings = settings;
        this.waiting = new ArrayBlockingQueue<>(settings.capacity());
        this.written = metrics.counter("tandem.journal.written");
        this.dropped = metrics.counter("tandem.journal.dropped");
        this.failed = metrics.counter("tandem.journal.failed");
        this.thread =
                Thread.ofPlatform().name("journal-writer").daemon().unstarted(new Writer()::run);
    }

    /// @throws StartException when the folder cannot be written
    public void start() throws StartException {
        try {
            ProtectedFiles.makeFolder(settings.folder());
        } catch (IOException refused) {
            throw new StartException(
                    "the folder for call journals cannot be made: " + settings.folder(), refused);
        }
        if (!Files.isWritable(settings.folder())) {
            throw new StartException(
                    "the folder for call journals cannot be written: " + settings.folder());
        }
        thread.start();
    }

    @Override
    public void append(CallFact fact) {
        if (closing || !waiting.offer(fact)) {
            dropped.increment();
        }
    }

    /// Writes what waits; takes at most 5 s for that.
    @Override
    public void close() {
        closing = true; // no interrupt: it would close the file that is being written
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        for (CallFact lost = waiting.poll(); lost != null; lost = waiting.poll()) {
            dropped.increment();
        }
    }

    /// The files. Confined to the writer thread.
    private final class Writer {

        /// Least recently used first, and closed first.
        private final Map<CallId, FileChannel> open = new LinkedHashMap<>(16, 0.75f, true);

        /// So that a call keeps its day past midnight.
        private final Map<CallId, Path> folders =
                new LinkedHashMap<>() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<CallId, Path> eldest) {
                        return size() > REMEMBERED_CALLS;
                    }
                };

        private boolean complained;

        void run() {
            CallFact fact = next();
            while (fact != null) {
                keep(fact);
                fact = next();
            }
            open.values().forEach(this::close);
            open.clear();
        }

        /// Null when the journal is closed and everything was written.
        private @Nullable CallFact next() {
            while (true) {
                try {
                    CallFact fact =
                            closing
                                    ? waiting.poll()
                                    : waiting.poll(WAKE_MILLIS, TimeUnit.MILLISECONDS);
                    if (fact != null || closing) {
                        return fact;
                    }
                } catch (InterruptedException stray) {
                    LOG.debug("nobody interrupts this thread", stray);
                }
            }
        }

        private void keep(CallFact fact) {
            try {
                byte[] line = (FactWriter.line(fact) + "\n").getBytes(StandardCharsets.UTF_8);
                write(file(fact), ByteBuffer.wrap(line));
                written.increment();
                complained = false;
            } catch (IOException broken) {
                failed.increment();
                if (!complained) {
                    complained = true;
                    LOG.error("call journals cannot be written to {}", settings.folder(), broken);
                }
            }
            if (isLast(fact)) {
                FileChannel done = open.remove(fact.call());
                if (done != null) {
                    close(done);
                }
            }
        }

        /// All of the line or, on a full disk, nothing of it.
        private void write(FileChannel file, ByteBuffer line) throws IOException {
            try {
                while (line.hasRemaining()) {
                    file.write(line);
                }
            } catch (IOException full) {
                if (line.position() > 0) {
                    file.truncate(file.size() - line.position());
                }
                throw full;
            }
        }

        private FileChannel file(CallFact fact) throws IOException {
            FileChannel file = open.get(fact.call());
            if (file != null) {
                return file;
            }
            Path folder = folders.get(fact.call());
            if (folder == null) {
                LocalDate date = LocalDate.ofInstant(fact.at(), ZoneOffset.UTC);
                folder = settings.folder().resolve(date.toString());
                folders.put(fact.call(), folder);
            }
            ProtectedFiles.makeFolder(folder);
            if (open.size() >= OPEN_FILES) {
                CallId eldest = open.keySet().iterator().next();
                FileChannel given = open.remove(eldest);
                if (given != null) {
                    close(given);
                }
            }
            file = ProtectedFiles.append(folder.resolve(fact.call() + ".jsonl"));
            open.put(fact.call(), file);
            return file;
        }

        /// Nothing may follow, or little: the file is opened again for that.
        private boolean isLast(CallFact fact) {
            return switch (fact) {
                case CallFact.Ended _, CallFact.Refused _, CallFact.Recorded _ -> true;
                case CallFact.Arrived _,
                        CallFact.Answered _,
                        CallFact.Held _,
                        CallFact.Keyed _,
                        CallFact.Conversed _ ->
                        false;
            };
        }

        private void close(FileChannel file) {
            try {
                file.close();
            } catch (IOException broken) {
                failed.increment();
            }
        }
    }
}
