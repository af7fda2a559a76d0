package tandem.media;

import org.jspecify.annotations.Nullable;
import tandem.callmodel.time.Time;
import tandem.media.loop.Datagram;
import tandem.media.loop.Endpoint;
import tandem.media.loop.UdpSocket;
import tandem.media.rtp.ByteWriter;
import tandem.media.rtp.ControlSession;
import tandem.media.rtp.LegCount;
import tandem.media.rtp.LegCounters;
import tandem.media.rtp.SendStream;
import tandem.media.rtp.SourceGate;

/// A leg's RTCP: reports out every few seconds, reports in. Confined to the loop.
final class ControlPath {

    private final UdpSocket socket;
    private final ControlSession session;
    private final SourceGate gate;
    private final SendStream sent;
    private final ReceivePath heard;
    private final LegCounters counters;
    private final Time time;
    private @Nullable Endpoint negotiated;
    private @Nullable Endpoint observed;
    private long packetsReported;

    ControlPath(
            UdpSocket socket,
            ControlSession session,
            SourceGate gate,
            SendStream sent,
            ReceivePath heard,
            LegCounters counters,
            Time time) {
        this.socket = socket;
        this.session = session;
        this.gate = gate;
        this.sent = sent;
        this.heard = heard;
        this.counters = counters;
        this.time = time;
    }

    void begin(long nanos) {
        session.start(nanos);
    }

    void apply(Endpoint remoteControl) {
        if (!remoteControl.equals(negotiated)) {
            negotiated = remoteControl;
            observed = null;
        }
    }

    /// @return whether the packet counted
    boolean take(Datagram datagram, long nanos) {
        if (!gate.admitsControl(datagram)) {
            counters.count(LegCount.STRANGERS);
            return false;
        }
        int length = datagram.length();
        if (datagram.isTruncated() || !session.read(datagram.bytes(), length, nanos, sent.ssrc())) {
            counters.count(LegCount.MALFORMED);
            return false;
        }
        if (gate.isLatched() && (observed == null || !observed.sent(datagram))) {
            observed = Endpoint.sourceOf(datagram);
        }
        return true;
    }

    void reportWhenDue(int timestampTicks, long nanos) {
        if (session.isDue(nanos)) {
            send(report(timestampTicks, nanos));
        }
    }

    void sayBye(int timestampTicks, long nanos) {
        if (sent.packets() > 0) {
            report(timestampTicks, nanos);
            send(session.addBye(sent.ssrc()));
        }
    }

    double remoteLossPercent() {
        return session.reader().remoteLossPercent();
    }

    long roundTripNanos() {
        return session.reader().roundTripNanos();
    }

    private ByteWriter report(int timestampTicks, long nanos) {
        boolean sending = sent.packets() > packetsReported;
        packetsReported = sent.packets();
        return session.report(
                sent, sending, timestampTicks, heard.statistics(), heard.ssrc(), nanos, time.now());
    }

    private void send(ByteWriter packet) {
        Endpoint to = gate.isLatched() && observed != null ? observed : negotiated;
        if (to != null && to.isReachable()) {
            socket.send(packet.bytes(), packet.length(), to);
        }
    }
}
