package tandem.media;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tandem.callcontrol.MediaAddress;
import tandem.callcontrol.MediaEvent;
import tandem.callcontrol.MediaPlane;
import tandem.callcontrol.StartException;
import tandem.callmodel.LegId;
import tandem.callmodel.TurnId;
import tandem.callmodel.time.Time;
import tandem.media.loop.LoopTicket;
import tandem.media.playout.LegPlayout;
import tandem.media.playout.PlayoutEvents;
import tandem.media.rtp.ControlSession;
import tandem.media.rtp.LegCounters;
import tandem.media.rtp.SendStream;
import tandem.media.rtp.SourceGate;
import tandem.media.voice.VoiceDetector;

/// The media engine inside this process: G.711 over RTP on the threads `rtp-loop-n`.
///
/// Thread-safe: opening binds sockets on the caller's thread, which waits for nobody, and hands the
/// leg to the loop with the fewest.
public final class EmbeddedMediaPlane implements MediaPlane {

    private static final int TICKS_PER_MILLI = 8;
    private static final int FRAME_MILLIS = 20;

    private final MediaSettings settings;
    private final Time time;
    private final MeterRegistry registry;
    private final MediaMetrics metrics;
    private final PortPairs ports;
    private final SecureRandom random = new SecureRandom();
    private final AtomicReference<@Nullable MediaLoops> loops = new AtomicReference<>();

    /// @param time must run: the loops wait by the machine's clock
    public EmbeddedMediaPlane(MediaSettings settings, Time time, MeterRegistry registry) {
        this.settings = settings;
        this.time = time;
        this.registry = registry;
        metrics = new MediaMetrics(registry, settings.loops());
        ports = new PortPairs(settings);
    }

    @Override
    public void start() throws StartException {
        if (settings.ownAddress().isAnyLocalAddress()) {
            throw new StartException(
                    "media.advertised-address is needed where media.bind-address is a wildcard");
        }
        MediaLoops started = MediaLoops.start(settings, time, registry);
        if (!loops.compareAndSet(null, started)) {
            started.stop();
            throw new StartException("the media engine was started already");
        }
    }

    @Override
    public Opened open(LegId leg, LegOptions options, Consumer<MediaEvent> events) {
        MediaLoops running = loops.get();
        if (running == null) {
            return refused("media.closed", "The media engine is not running.");
        }
        if (metrics.openLegs().incrementAndGet() > settings.maxLegs()) {
            metrics.openLegs().decrementAndGet();
            return refused(
                    "media.max-legs", "All " + settings.maxLegs() + " media legs are in use.");
        }
        MediaLoops.Seat seat = running.leastBusy();
        Optional<SocketPair> sockets = Optional.empty();
        try {
            sockets = ports.bind(seat.loop().poller());
            if (sockets.isPresent()) {
                LegHandle handle = open(seat, sockets.get(), options, events);
                if (loops.get() == null) {
                    running.sendAwayLateComers();
                }
                return new Opened.Ready(handle);
            }
            return refused("media.ports", "No pair of free media ports is left.");
        } catch (IOException e) {
            return refused("media.sockets", "The system has no socket left: " + e.getMessage());
        } finally {
            if (sockets.isEmpty()) {
                metrics.openLegs().decrementAndGet();
            }
        }
    }

    @Override
    public void close() {
        MediaLoops running = loops.getAndSet(null);
        if (running != null) {
            running.stop();
        }
    }

    private Opened refused(String rule, String sentence) {
        metrics.refused();
        return new Opened.Refused(rule, sentence);
    }

    private LegHandle open(
            MediaLoops.Seat seat,
            SocketPair sockets,
            LegOptions options,
            Consumer<MediaEvent> events) {
        LegParts parts = assemble(seat.number(), sockets, options, events);
        EmbeddedLeg leg =
                new EmbeddedLeg(
                        parts,
                        events,
                        seat.datagram(),
                        time,
                        new Inactivity(options.inactivity()),
                        metrics::legClosed);
        LoopTicket ticket = seat.loop().add(leg);
        MediaAddress local = new MediaAddress(settings.ownAddress(), sockets.media().port());
        return new LegHandle(local, parts, leg, seat.loop(), ticket);
    }

    private LegParts assemble(
            int loop, SocketPair sockets, LegOptions options, Consumer<MediaEvent> events) {
        LegCounters counters = new LegCounters(metrics.loop(loop));
        SourceGate gate = new SourceGate(settings.latching());
        Taps heardTaps = new Taps();
        Taps sentTaps = new Taps();
        VoiceDetector detector =
                new VoiceDetector(
                        options.sustained(),
                        settings.voiceHangover(),
                        activity -> events.accept(new MediaEvent.Voice(activity)));
        int holdTicks = (int) settings.longestHold().toMillis() * TICKS_PER_MILLI;
        ReceivePath receive =
                new ReceivePath(gate, detector, heardTaps, counters, events, holdTicks);
        int lead = (int) settings.playoutLead().toMillis() * TICKS_PER_MILLI;
        LegPlayout playout = new LegPlayout(lead, settings.duckDecibels(), new TurnEvents(events));
        SendStream stream = new SendStream(random.nextInt(), random.nextInt(), random.nextInt());
        int keyFrames = (int) settings.keyDuration().toMillis() / FRAME_MILLIS;
        SendPath send =
                new SendPath(sockets.media(), playout, stream, counters, sentTaps, keyFrames);
        ControlPath control =
                new ControlPath(
                        sockets.control(), session(), gate, stream, receive, counters, time);
        return new LegParts(
                sockets,
                gate,
                counters,
                new LegGauges(),
                heardTaps,
                sentTaps,
                playout,
                receive,
                send,
                control);
    }

    private ControlSession session() {
        byte[] name = new byte[12];
        random.nextBytes(name);
        return new ControlSession(
                new SplittableRandom(random.nextLong()),
                HexFormat.of().formatHex(name),
                settings.controlInterval().toNanos());
    }

    /// A turn's progress as events of the leg.
    private record TurnEvents(Consumer<MediaEvent> events) implements PlayoutEvents {

        @Override
        public void started(TurnId turn, long nanos) {
            events.accept(new MediaEvent.PlayoutStarted(turn, nanos));
        }

        @Override
        public void finished(TurnId turn, long samples, long nanos) {
            events.accept(new MediaEvent.PlayoutFinished(turn, samples, nanos));
        }
    }
}
