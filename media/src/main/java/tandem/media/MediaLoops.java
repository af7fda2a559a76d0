package tandem.media;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tandem.callcontrol.StartException;
import tandem.callmodel.time.Time;
import tandem.media.MediaSettings.Backend;
import tandem.media.linux.EpollPoller;
import tandem.media.loop.Datagram;
import tandem.media.loop.DatagramPoller;
import tandem.media.loop.LoopMetrics;
import tandem.media.loop.RtpLoop;
import tandem.media.nio.NioPoller;

/// The threads `rtp-loop-n`. Immutable once started.
final class MediaLoops {

    private static final Logger LOG = LoggerFactory.getLogger(MediaLoops.class);
    private static final long END_WITHIN_MILLIS = 3_000;

    private final List<Seat> seats;

    /// @param datagram the one that all legs of the loop receive into
    record Seat(int number, RtpLoop loop, Thread thread, Datagram datagram) {}

    private MediaLoops(List<Seat> seats) {
        this.seats = List.copyOf(seats);
    }

    static MediaLoops start(MediaSettings settings, Time time, MeterRegistry registry)
            throws StartException {
        List<Seat> seats = new ArrayList<>();
        for (int number = 0; number < settings.loops(); number++) {
            String name = "rtp-loop-" + number;
            LoopMetrics metrics = new LoopMetrics(registry, Integer.toString(number));
            RtpLoop loop =
                    new RtpLoop(poller(settings.backend()), time, metrics, settings.realTime());
            Thread thread = Thread.ofPlatform().name(name).daemon(true).unstarted(loop);
            thread.setUncaughtExceptionHandler(
                    (dead, fault) -> LOG.error("{} ended by a fault", dead.getName(), fault));
            seats.add(new Seat(number, loop, thread, new Datagram()));
        }
        seats.forEach(seat -> seat.thread().start());
        return new MediaLoops(seats);
    }

    /// The loop with the fewest legs.
    Seat leastBusy() {
        Seat best = seats.getFirst();
        for (Seat seat : seats) {
            if (seat.loop().members() < best.loop().members()) {
                best = seat;
            }
        }
        return best;
    }

    /// After [#stop]: for a leg that was opened meanwhile.
    void sendAwayLateComers() {
        for (Seat seat : seats) {
            if (!seat.thread().isAlive()) {
                seat.loop().sendAwayLateComers();
            }
        }
    }

    void stop() {
        seats.forEach(seat -> seat.loop().stop());
        for (Seat seat : seats) {
            boolean ended = false;
            try {
                seat.thread().join(END_WITHIN_MILLIS);
                ended = !seat.thread().isAlive();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (ended) {
                seat.loop().close();
            } else {
                LOG.error("{} did not end", seat.thread().getName());
            }
        }
    }

    private static DatagramPoller poller(Backend backend) throws StartException {
        return switch (backend) {
            case NIO -> nio();
            case NATIVE -> {
                try {
                    yield new EpollPoller();
                } catch (IOException | LinkageError | RuntimeException e) {
                    throw new StartException(
                            "media.backend is native, but the kernel cannot be called directly ("
                                    + e.getMessage()
                                    + "): set it to auto",
                            e);
                }
            }
            case AUTO -> {
                try {
                    yield new EpollPoller();
                } catch (IOException | LinkageError | RuntimeException e) {
                    LOG.warn("media runs on NIO, at twice the cost: {}", e.toString());
                    yield nio();
                }
            }
        };
    }

    private static DatagramPoller nio() throws StartException {
        try {
            return new NioPoller();
        } catch (IOException e) {
            throw new StartException("no selector for media: " + e.getMessage(), e);
        }
    }
}
