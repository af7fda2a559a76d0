package tandem.media;

import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tandem.callcontrol.MediaAddress;
import tandem.callcontrol.MediaEvent;
import tandem.callcontrol.NegotiatedMedia;
import tandem.callmodel.time.Time;
import tandem.media.loop.Datagram;
import tandem.media.loop.DatagramPoller;
import tandem.media.loop.Endpoint;
import tandem.media.loop.LoopMember;
import tandem.media.loop.UdpSocket;

/// A leg as its loop sees it: two sockets and three paths on one clock.
///
/// Confined to the loop, but for `wanted` and `closing`, by which other threads ask.
final class EmbeddedLeg implements LoopMember {

    /// Reads of one socket per wake-up: a stranger's flood shall neither hide the caller nor hold
    /// up other legs.
    private static final int MOST_READS = 8;

    private static final int GAUGE_FRAMES = 10;

    private final LegParts parts;
    private final Consumer<MediaEvent> events;
    private final Datagram datagram;
    private final Time time;
    private final Inactivity inactivity;
    private final LongConsumer dropped;
    private volatile @Nullable NegotiatedMedia wanted;
    private volatile boolean closing;
    private @Nullable NegotiatedMedia applied;
    private @Nullable Endpoint peer;
    private long firstCycle;
    private long frame;

    /// @param datagram the loop's, shared by its legs
    /// @param dropped is told the frames that taps' consumers never saw
    EmbeddedLeg(
            LegParts parts,
            Consumer<MediaEvent> events,
            Datagram datagram,
            Time time,
            Inactivity inactivity,
            LongConsumer dropped) {
        this.parts = parts;
        this.events = events;
        this.datagram = datagram;
        this.time = time;
        this.inactivity = inactivity;
        this.dropped = dropped;
    }

    /// Any thread.
    void want(NegotiatedMedia media) {
        wanted = media;
    }

    /// Any thread: whether keys were negotiated.
    boolean canPress() {
        NegotiatedMedia media = wanted;
        return media != null && media.eventPayloadType().isPresent();
    }

    /// Any thread.
    void wantClosed() {
        closing = true;
    }

    @Override
    public void join(DatagramPoller poller, long cycle, long firstDueNanos) {
        firstCycle = cycle;
        parts.receive().begin(firstDueNanos);
        parts.control().begin(firstDueNanos);
        poller.watch(parts.sockets().media(), this::readMedia);
        poller.watch(parts.sockets().control(), this::readControl);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // told anew is applied anew
    public boolean applyChanges(long nowNanos) {
        NegotiatedMedia media = wanted;
        if (media != null && media != applied) {
            applied = media;
            parts.gate().negotiate(endpoint(media.remote()));
            parts.control().apply(endpoint(media.remoteControl()));
            parts.receive().apply(media);
            parts.send().apply(media);
            choosePeer();
            inactivity.restart(media.direction(), nowNanos);
        }
        return !closing;
    }

    @Override
    public void pace(long cycle, long dueNanos, long nowNanos) {
        frame = cycle - firstCycle;
        parts.receive().clock(nowNanos);
        parts.send().pace(frame, dueNanos, nowNanos, peer);
        if (applied != null) {
            parts.control().reportWhenDue(timestamp(), nowNanos);
        }
        if (frame % GAUGE_FRAMES == 0) {
            publish();
        }
        if (inactivity.hasPassed(nowNanos)) {
            events.accept(new MediaEvent.TimedOut());
        }
    }

    @Override
    public void leave() {
        parts.control().sayBye(timestamp(), time.nanos());
        parts.sockets().close();
        parts.playout().close();
        publish();
        dropped.accept(parts.heardTaps().finish() + parts.sentTaps().finish());
    }

    private void readMedia(UdpSocket socket) {
        boolean counted = false;
        for (int reads = 0; !counted && reads < MOST_READS && socket.receive(datagram); reads++) {
            long nanos = time.nanos();
            boolean wasLatched = parts.gate().isLatched();
            counted = parts.receive().take(datagram, nanos);
            if (counted) {
                inactivity.heard(nanos);
                if (wasLatched != parts.gate().isLatched()) {
                    choosePeer();
                }
            }
        }
    }

    private void readControl(UdpSocket socket) {
        if (!socket.receive(datagram)) {
            return;
        }
        long nanos = time.nanos();
        if (parts.control().take(datagram, nanos)) {
            inactivity.heard(nanos);
        }
    }

    private void choosePeer() {
        Endpoint towards = parts.gate().peer();
        boolean sends = applied != null && applied.direction().sends();
        peer = sends && towards != null && towards.isReachable() ? towards : null;
    }

    private void publish() {
        ReceivePath receive = parts.receive();
        parts.gauges()
                .heard(
                        receive.statistics().lost(),
                        receive.statistics().jitterTicks(),
                        receive.holdTicks());
        parts.gauges()
                .remote(parts.control().remoteLossPercent(), parts.control().roundTripNanos());
    }

    private int timestamp() {
        return parts.send().stream().timestampTicks(frame * SendPath.FRAME);
    }

    private static Endpoint endpoint(MediaAddress address) {
        return Endpoint.of(address.address(), address.port());
    }
}
