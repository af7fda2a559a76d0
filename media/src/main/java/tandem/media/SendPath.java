package tandem.media;

import org.jspecify.annotations.Nullable;
import tandem.callcontrol.Codec;
import tandem.callcontrol.NegotiatedMedia;
import tandem.callmodel.DtmfDigit;
import tandem.media.g711.G711;
import tandem.media.loop.Endpoint;
import tandem.media.loop.UdpSocket;
import tandem.media.playout.LegPlayout;
import tandem.media.rtp.ByteWriter;
import tandem.media.rtp.KeySender;
import tandem.media.rtp.LegCount;
import tandem.media.rtp.LegCounters;
import tandem.media.rtp.RtpPacket;
import tandem.media.rtp.SendStream;

/// What a leg sends: every 20 ms one packet with the turn's audio, silence or a key.
///
/// Always 20 ms whatever the other side prefers: `a=ptime` is a wish (RFC 8866 §6.4), and a longer
/// packet would make barge-in later. Confined to the loop, but for what [LegPlayout] and
/// [KeySender#press] allow.
final class SendPath {

    static final int FRAME = 160;

    private static final long LATE_NANOS = 5_000_000;
    private static final int PAUSE_BETWEEN_KEYS = 4;
    private static final int MOST_SKIPPED = 500;

    private final UdpSocket socket;
    private final LegPlayout playout;
    private final SendStream stream;
    private final LegCounters counters;
    private final Taps taps;
    private final KeySender keys;
    private final ByteWriter packet = new ByteWriter(RtpPacket.HEADER_BYTES + FRAME);
    private final short[] frame = new short[FRAME];
    private final short[] silence = new short[FRAME];
    private long nextFrame;
    private G711 law = G711.MU_LAW;
    private int payloadType;
    private int eventPayloadType = -1;

    SendPath(
            UdpSocket socket,
            LegPlayout playout,
            SendStream stream,
            LegCounters counters,
            Taps taps,
            int keyFrames) {
        this.socket = socket;
        this.playout = playout;
        this.stream = stream;
        this.counters = counters;
        this.taps = taps;
        this.keys = new KeySender(keyFrames, PAUSE_BETWEEN_KEYS);
    }

    void apply(NegotiatedMedia media) {
        law = media.codec() == Codec.PCMA ? G711.A_LAW : G711.MU_LAW;
        payloadType = media.payloadType();
        eventPayloadType = media.eventPayloadType().orElse(-1);
    }

    /// Any thread.
    boolean press(DtmfDigit digit) {
        return keys.press(digit);
    }

    SendStream stream() {
        return stream;
    }

    /// Frame `number` of the leg is due.
    ///
    /// @param peer null: nothing may be sent now, but the clock goes on
    void pace(long number, long dueNanos, long nowNanos, @Nullable Endpoint peer) {
        skipTo(number);
        long tick = number * FRAME;
        nextFrame = number + 1;
        int timestamp = stream.timestampTicks(tick);
        if (peer == null) {
            stream.pause();
            taps.offer(silence, tick, false);
            return;
        }
        if (nowNanos - dueNanos > LATE_NANOS) {
            counters.count(LegCount.LATE_SENDS);
        }
        if (eventPayloadType >= 0 && keys.isActive(timestamp)) {
            int octets = keys.write(stream, packet, eventPayloadType);
            stream.pause();
            if (octets > 0) {
                send(octets, peer);
            }
            taps.offer(silence, tick, false);
        } else {
            sendAudio(timestamp, nowNanos, peer);
            taps.offer(frame, tick, false);
        }
    }

    /// Frames that fell due while the loop was away are left out; the turn's audio is not.
    private void skipTo(long number) {
        long first = Math.max(nextFrame, number - MOST_SKIPPED);
        for (long skipped = first; skipped < number; skipped++) {
            counters.count(LegCount.SKIPPED_SENDS);
            taps.offer(silence, skipped * FRAME, false);
        }
    }

    private void sendAudio(int timestamp, long nowNanos, Endpoint peer) {
        int samples = playout.fill(frame);
        boolean marker = stream.beginsTalkspurt(samples > 0);
        stream.header(packet, marker, payloadType, timestamp);
        law.encode(frame, 0, FRAME, packet.bytes(), packet.length());
        packet.advance(FRAME);
        send(FRAME, peer);
        playout.left(samples, nowNanos);
    }

    private void send(int octets, Endpoint peer) {
        if (socket.send(packet.bytes(), packet.length(), peer)) {
            counters.count(LegCount.SENT);
        } else {
            counters.count(LegCount.FAILED_SENDS);
        }
        stream.sent(octets);
    }
}
