package tandem.callcontrol;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tandem.callmodel.DtmfDigit;
import tandem.callmodel.TurnId;
import tandem.callmodel.audio.FrameRing;
import tandem.callmodel.audio.SampleRate;

/// A leg that sends at once whatever it is given and remembers what it was told. Thread-safe.
public final class FakeMediaLeg implements MediaLeg {

    private final int port;
    private final MediaPlane.LegOptions options;
    private final Consumer<MediaEvent> events;
    private final Runnable whenClosed;
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<NegotiatedMedia> connections = new CopyOnWriteArrayList<>();
    private final List<FrameRing> rings = new CopyOnWriteArrayList<>();
    private final ConcurrentHashMap<TurnId, AtomicLong> sent = new ConcurrentHashMap<>();
    private final AtomicInteger closings = new AtomicInteger();

    FakeMediaLeg(
            int port,
            MediaPlane.LegOptions options,
            Consumer<MediaEvent> events,
            Runnable whenClosed) {
        this.port = port;
        this.options = options;
        this.events = events;
        this.whenClosed = whenClosed;
    }

    /// As if the leg's loop had noticed it.
    public void notice(MediaEvent event) {
        events.accept(event);
    }

    /// `connect`, `open t0`, `hold`, `flush t0`, `close` …, in order.
    public List<String> commands() {
        return List.copyOf(commands);
    }

    public List<NegotiatedMedia> connections() {
        return List.copyOf(connections);
    }

    public MediaPlane.LegOptions options() {
        return options;
    }

    public boolean isClosed() {
        return closings.get() > 0;
    }

    /// How often [#close] was called.
    public int closings() {
        return closings.get();
    }

    public List<FrameRing> rings() {
        return List.copyOf(rings);
    }

    @Override
    public MediaAddress local() {
        return new MediaAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public void connect(NegotiatedMedia media) {
        commands.add("connect");
        connections.add(media);
    }

    @Override
    public FrameRing tapHeard(int frames) {
        return tap("tapHeard", frames);
    }

    @Override
    public FrameRing tapSent(int frames) {
        return tap("tapSent", frames);
    }

    @Override
    public void press(DtmfDigit digit) {
        commands.add("press " + digit.symbol());
    }

    @Override
    public LegQuality quality() {
        return LegQuality.NONE;
    }

    @Override
    public void close() {
        commands.add("close");
        if (closings.getAndIncrement() == 0) {
            rings.forEach(FrameRing::finish);
            whenClosed.run();
        }
    }

    @Override
    public Writer open(TurnId turn) {
        commands.add("open " + turn);
        AtomicLong samples = sent.computeIfAbsent(turn, _ -> new AtomicLong());
        return new Writer() {
            @Override
            public boolean write(short[] from, int offset, int length) {
                samples.addAndGet(length);
                return !isClosed();
            }

            @Override
            public void end() {
                commands.add("end " + turn);
            }
        };
    }

    @Override
    public void duck() {
        commands.add("duck");
    }

    @Override
    public void unduck() {
        commands.add("unduck");
    }

    @Override
    public void hold() {
        commands.add("hold");
    }

    @Override
    public void resume(long fromSample) {
        commands.add("resume " + fromSample);
    }

    @Override
    public long sent(TurnId turn) {
        AtomicLong samples = sent.get(turn);
        return samples == null ? 0 : samples.get();
    }

    @Override
    public long flush(TurnId turn) {
        commands.add("flush " + turn);
        return sent(turn);
    }

    private FrameRing tap(String command, int frames) {
        commands.add(command);
        // The real frames would be 20 ms; a fake's rings stay empty, and a test has thousands.
        FrameRing ring = new FrameRing(SampleRate.TELEPHONE, 1, Math.min(frames, 4));
        rings.add(ring);
        return ring;
    }
}
