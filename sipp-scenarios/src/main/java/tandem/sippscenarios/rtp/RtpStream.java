package tandem.sippscenarios.rtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One call's RTP: a socket, a mouth, and the clock both share. Tick 0 is the moment the stream was
/// opened.
///
/// The sequence and the deadline are confined to `rtp-pace`; the far end's address is a volatile
/// that anybody may set; the rest is thread-safe because it is immutable or atomic.
public final class RtpStream implements AutoCloseable {

    /// Where and how to send.
    ///
    /// @param telephoneEvent payload type, -1 when none
    public record Target(InetSocketAddress address, G711 law, int telephoneEvent) {}

    private final DatagramChannel channel;
    private final InetSocketAddress local;
    private final StreamSink sink;
    private final Mouth mouth;
    private final ControlChannel control;
    private final long openedNanos;
    private final long ssrc;
    private final long timestampBase;
    private final LongAdder sent = new LongAdder();
    private final LongAdder strangers = new LongAdder();

    private volatile @Nullable Target target;
    private volatile boolean open = true;
    private int sequence;
    private long frame;
    private boolean started;

    RtpStream(
            DatagramChannel channel,
            ControlChannel control,
            StreamSink sink,
            RandomGenerator random,
            long openedNanos)
            throws IOException {
        this.channel = channel;
        this.control = control;
        this.local = (InetSocketAddress) channel.getLocalAddress();
        this.sink = sink;
        this.openedNanos = openedNanos;
        this.mouth = new Mouth(random, sink);
        this.ssrc = random.nextInt() & 0xFFFF_FFFFL;
        this.timestampBase = random.nextInt() & 0xFFFF_FFFFL;
        this.sequence = random.nextInt(65_536);
    }

    public InetSocketAddress local() {
        return local;
    }

    /// Starts sending, or sends elsewhere from now on; null stops.
    public void sendTo(@Nullable Target newTarget) {
        target = newTarget;
    }

    /// Says it after what was ordered before. False: too much is ordered already.
    public boolean say(Utterance utterance) {
        return mouth.order(new Mouth.Order.Say(utterance));
    }

    public boolean press(char key) {
        return mouth.order(new Mouth.Order.Press(key));
    }

    /// The tick at which a moment lies.
    public long tickAt(long nanos) {
        return (nanos - openedNanos) * 8 / 1_000_000;
    }

    public long nanosAt(long tick) {
        return openedNanos + tick * 1_000_000 / 8;
    }

    public long packetsSent() {
        return sent.sum();
    }

    /// Datagrams from others than the far end, or that were no RTP.
    public long strangers() {
        return strangers.sum();
    }

    @Override
    public void close() {
        open = false;
        control.close();
        try {
            channel.close();
        } catch (IOException _) {
            // A datagram socket holds nothing back.
        }
    }

    boolean isOpen() {
        return open;
    }

    DatagramChannel channel() {
        return channel;
    }

    ControlChannel control() {
        return control;
    }

    /// Tells the far end by RTCP how we fare, when that is due; on `rtp-hear`.
    void report(ByteBuffer scratch, long nanos) {
        Target to = target;
        if (to != null) {
            long timestamp = timestampBase + tickAt(nanos);
            control.reportTo(to.address(), scratch, ssrc, timestamp, sent.sum());
        }
    }

    long deadline() {
        return openedNanos + frame * RtpEngine.FRAME_NANOS;
    }

    /// Moves the clock on without sending: the frames that are missed were never said.
    void skip(long frames) {
        frame += frames;
    }

    /// Sends the packet of the current frame and moves on.
    void pace(ByteBuffer scratch, long nanos) {
        Target to = target;
        long tick = frame * RtpEngine.FRAME;
        frame++;
        if (to == null) {
            return;
        }
        Mouth.Content content = mouth.next(to.law(), to.telephoneEvent(), tick, nanos);
        boolean marker = content.marker() || !started;
        started = true;
        long timestamp = (timestampBase + content.tick()) & 0xFFFF_FFFFL;
        scratch.clear();
        new RtpPacket(content.payloadType(), marker, sequence, timestamp, ssrc, content.payload())
                .write(scratch);
        sequence = (sequence + 1) & 0xFFFF;
        scratch.flip();
        try {
            channel.send(scratch, to.address());
            sent.increment();
        } catch (IOException _) {
            // The port is not open yet, or no more: as good as lost on the way.
        }
        mouth.left(tick, nanos);
    }

    /// Takes one datagram; on `rtp-hear`.
    void arrived(ByteBuffer datagram, InetSocketAddress from, long nanos) {
        Target to = target;
        if (to != null && !to.address().getAddress().equals(from.getAddress())) {
            strangers.increment();
            return;
        }
        RtpPacket.parse(datagram)
                .ifPresentOrElse(
                        packet -> {
                            control.heard(packet, tickAt(nanos));
                            sink.heard(packet, tickAt(nanos), nanos);
                        },
                        strangers::increment);
    }
}
