package tandem.recordings;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tandem.callcontrol.Recorder;
import tandem.callmodel.CallId;
import tandem.callmodel.audio.Frame;
import tandem.callmodel.audio.FrameRing;
import tandem.callmodel.time.Time;

/// One call's recording. [#finish] may be called from any thread; everything else is confined to
/// the writer thread that it was given to. Its outcome is told once, whichever comes later: that it
/// is known, or that it was asked for.
final class WavRecording implements Recorder.Recording {

    /// How long the rings may take to end once the recording is to be finished.
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final Duration SLACK = Duration.ofSeconds(1);

    private final CallId call;
    private final RecordingSettings settings;
    private final Time time;
    private final Channel[] channels;
    private final AtomicReference<@Nullable Consumer<Recorder.Outcome>> finished =
            new AtomicReference<>();
    private final AtomicReference<Recorder.@Nullable Outcome> outcome = new AtomicReference<>();
    private final AtomicBoolean told = new AtomicBoolean();
    private final Progress progress = new Progress();

    /// A ring and the frame it is read with; remembers its first frame until the other has one.
    private static final class Channel {
        final FrameRing ring;
        final Frame frame;
        boolean waiting;

        Channel(FrameRing ring) {
            this.ring = ring;
            this.frame = ring.newFrame();
        }

        boolean fetch() {
            waiting = waiting || ring.poll(frame);
            return waiting;
        }
    }

    private static final class Progress {
        @Nullable WavFile file;
        @Nullable TwoChannelTrack track;
        String problem = "";

        /// The leg's tick at the file's first sample; -1 while unknown.
        long origin = -1;

        /// Nanoseconds; 0 while unknown.
        long startedAt;

        long finishAskedAt;
        long headerAt;
    }

    WavRecording(
            CallId call, RecordingSettings settings, Time time, FrameRing heard, FrameRing sent) {
        if (!heard.rate().equals(sent.rate())) {
            throw new IllegalArgumentException("both channels of a recording need one rate");
        }
        this.call = call;
        this.settings = settings;
        this.time = time;
        this.channels = new Channel[] {new Channel(heard), new Channel(sent)};
    }

    @Override
    public void finish(Consumer<Recorder.Outcome> done) {
        finished.compareAndSet(null, done);
        tell();
    }

    private void tell() {
        Consumer<Recorder.Outcome> listener = finished.get();
        Recorder.Outcome known = outcome.get();
        if (listener != null && known != null && told.compareAndSet(false, true)) {
            listener.accept(known);
        }
    }

    /// The recording is over; tells so if that was asked for.
    void complete(Recorder.Outcome known) {
        outcome.set(known);
        tell();
    }

    /// The outcome after a defect.
    Recorder.Outcome givenUp() {
        progress.problem = "the recording was given up";
        return close();
    }

    /// Takes what the rings hold.
    ///
    /// @param last true when there will be no further call: the file is closed
    /// @return the outcome once the recording is complete
    Optional<Recorder.Outcome> work(boolean last) {
        try {
            if (progress.problem.isEmpty()) {
                write(last);
            }
        } catch (IOException broken) {
            progress.problem = describe(broken);
        }
        if (!progress.problem.isEmpty()) {
            for (Channel channel : channels) {
                do {
                    channel.waiting = false;
                } while (channel.fetch());
            }
        }
        return last || isComplete() ? Optional.of(close()) : Optional.empty();
    }

    private void write(boolean last) throws IOException {
        TwoChannelTrack track = progress.track;
        if (track == null) {
            if (progress.file == null) {
                open();
            }
            track = begin(last);
            if (track == null) {
                return;
            }
        }
        for (int i = 0; i < channels.length; i++) {
            Channel channel = channels[i];
            while (channel.fetch()) {
                track.place(
                        i, channel.frame.startTick() - progress.origin, channel.frame.samples());
                channel.waiting = false;
            }
        }
        track.flushSettled();
        long now = time.nanos();
        if (progress.file != null && now - progress.headerAt >= settings.headerEvery().toNanos()) {
            progress.file.updateHeader();
            progress.headerAt = now;
        }
    }

    private void open() throws IOException {
        LocalDate date = LocalDate.ofInstant(time.now(), ZoneOffset.UTC);
        Path folder = settings.folder().resolve(date.toString());
        ProtectedFiles.makeFolder(folder);
        for (int copy = 1; progress.file == null; copy++) {
            String name = call + (copy == 1 ? "" : "-" + copy) + ".wav";
            try {
                progress.file =
                        WavFile.create(folder.resolve(name), channels[0].ring.rate(), notes());
            } catch (FileAlreadyExistsException taken) {
                if (copy == 100) {
                    throw taken;
                }
            }
        }
        progress.startedAt = time.nanos();
        progress.headerAt = progress.startedAt;
    }

    private List<Map.Entry<String, String>> notes() {
        return List.of(
                Map.entry("INAM", "Call " + call),
                Map.entry("ICRD", time.now().toString()),
                Map.entry("ISFT", "Tandem"),
                Map.entry(
                        "ICMT",
                        "Left: the caller. Right: what the caller heard; it contains synthetic"
                                + " speech generated by AI."),
                Map.entry("IKEY", "synthetic-audio=right-channel; ai-generated=true"));
    }

    /// The file begins with the earlier of both first frames; one of them is waited for a while.
    private @Nullable TwoChannelTrack begin(boolean last) {
        boolean left = channels[0].fetch();
        boolean right = channels[1].fetch();
        boolean waited = time.nanos() - progress.startedAt >= SLACK.toNanos();
        if (!(left && right) && !((left || right) && (waited || last || isAsked()))) {
            return null;
        }
        long first = Long.MAX_VALUE;
        for (Channel channel : channels) {
            if (channel.waiting) {
                first = Math.min(first, channel.frame.startTick());
            }
        }
        progress.origin = first;
        int slack = channels[0].ring.rate().samples(SLACK);
        progress.track =
                new TwoChannelTrack(java.util.Objects.requireNonNull(progress.file), slack);
        return progress.track;
    }

    private boolean isAsked() {
        return finished.get() != null;
    }

    private boolean isComplete() {
        if (!isAsked()) {
            return false;
        }
        if (channels[0].ring.isExhausted() && channels[1].ring.isExhausted()) {
            return true;
        }
        if (progress.finishAskedAt == 0) {
            progress.finishAskedAt = Math.max(1, time.nanos());
        }
        return time.nanos() - progress.finishAskedAt >= GRACE.toNanos();
    }

    private Recorder.Outcome close() {
        WavFile file = progress.file;
        long samples = 0;
        if (file != null) {
            try (file) {
                if (progress.track != null && progress.problem.isEmpty()) {
                    progress.track.flushAll();
                }
                file.updateHeader();
            } catch (IOException broken) {
                progress.problem = progress.problem.isEmpty() ? describe(broken) : progress.problem;
            }
            samples = file.samples();
        }
        return new Recorder.Outcome(
                call,
                Optional.ofNullable(file).map(written -> written.path().toString()),
                channels[0].ring.rate().duration(samples),
                channels[0].ring.dropped() + channels[1].ring.dropped(),
                progress.problem);
    }

    long lateFrames() {
        return progress.track == null ? 0 : progress.track.late();
    }

    private String describe(IOException broken) {
        String reason =
                broken instanceof java.nio.file.AccessDeniedException
                        ? "permission denied"
                        : broken.getMessage() == null
                                ? broken.getClass().getSimpleName()
                                : broken.getMessage();
        return "the recording cannot be written to " + settings.folder() + ": " + reason;
    }
}
