package tandem.media;

import java.util.Optional;
import java.util.function.Consumer;
import tandem.callcontrol.Codec;
import tandem.callcontrol.MediaEvent;
import tandem.callcontrol.NegotiatedMedia;
import tandem.callmodel.DtmfDigit;
import tandem.media.g711.G711;
import tandem.media.jitter.JitterBuffer;
import tandem.media.loop.Datagram;
import tandem.media.rtp.KeyReceiver;
import tandem.media.rtp.LegCount;
import tandem.media.rtp.LegCounters;
import tandem.media.rtp.ReceptionStatistics;
import tandem.media.rtp.RtpPacket;
import tandem.media.rtp.SourceGate;
import tandem.media.voice.VoiceDetector;

/// What a leg receives, from datagram to frame: source check, parsing, keys, jitter buffer with
/// decoding and concealment, voice detection, taps. Its constructor declares the path. Confined to
/// the loop.
final class ReceivePath {

    private static final long NANOS_PER_TICK = 125_000;

    /// RFC 3389, static in RFC 3551.
    private static final int COMFORT_NOISE = 13;

    private final RtpPacket packet = new RtpPacket();
    private final ReceptionStatistics statistics = new ReceptionStatistics();
    private final KeyReceiver keys = new KeyReceiver();
    private final SourceGate gate;
    private final JitterBuffer jitter;
    private final LegCounters counters;
    private final Consumer<MediaEvent> events;
    private final SsrcSwitch source = new SsrcSwitch();
    private long originNanos;
    private boolean receiving;
    private int payloadType = -1;
    private int eventPayloadType = -1;

    ReceivePath(
            SourceGate gate,
            VoiceDetector detector,
            Taps taps,
            LegCounters counters,
            Consumer<MediaEvent> events,
            int longestHoldTicks) {
        this.gate = gate;
        this.counters = counters;
        this.events = events;
        jitter =
                new JitterBuffer(
                        (samples, tick, concealed, nanos) -> {
                            detector.frame(samples, tick, concealed, nanos);
                            taps.offer(samples, tick, concealed);
                        },
                        detector,
                        counters,
                        longestHoldTicks);
    }

    /// The leg's clock begins.
    void begin(long nanos) {
        originNanos = nanos;
    }

    void apply(NegotiatedMedia media) {
        jitter.decodeBy(media.codec() == Codec.PCMA ? G711.A_LAW : G711.MU_LAW);
        payloadType = media.payloadType();
        eventPayloadType = media.eventPayloadType().orElse(-1);
        receiving = media.direction().receives();
        if (!receiving) {
            jitter.restart();
        }
    }

    /// @return whether the packet counted
    boolean take(Datagram datagram, long nanos) {
        if (datagram.isTruncated() || !packet.parse(datagram.bytes(), datagram.length())) {
            counters.count(LegCount.MALFORMED);
            return false;
        }
        int type = packet.payloadType();
        boolean expected = type == payloadType || type == eventPayloadType || type == COMFORT_NOISE;
        boolean wasLatched = gate.isLatched();
        if (!expected) {
            counters.count(LegCount.MALFORMED);
            return false;
        }
        if (!gate.admits(datagram, packet)) {
            counters.count(LegCount.STRANGERS);
            return false;
        }
        if (gate.isLatched() && !wasLatched) {
            counters.count(LegCount.LATCHED);
        }
        if (!receiving) {
            return true;
        }
        return accept(type, nanos);
    }

    /// 20 ms have passed.
    void clock(long nanos) {
        jitter.clock(tick(nanos), nanos);
    }

    ReceptionStatistics statistics() {
        return statistics;
    }

    /// 0: nothing heard yet.
    int ssrc() {
        return source.current();
    }

    int holdTicks() {
        return jitter.holdTicks();
    }

    private boolean accept(int type, long nanos) {
        switch (source.see(packet.ssrc(), packet.sequence())) {
            case SAME -> {}
            case NEW -> {
                jitter.restart();
                statistics.restart();
            }
            case UNCONFIRMED -> {
                counters.count(LegCount.STRANGERS);
                return false;
            }
        }
        counters.count(LegCount.RECEIVED);
        long tick = tick(nanos);
        statistics.received(packet.sequence(), packet.timestamp(), (int) tick);
        if (type == payloadType) {
            jitter.audio(packet, tick, nanos);
        } else {
            jitter.noAudio(packet, tick, nanos);
            if (type == eventPayloadType) {
                takeKey(nanos);
            }
        }
        return true;
    }

    private void takeKey(long nanos) {
        int event = keys.seen(packet);
        if (event == KeyReceiver.NOTHING) {
            return;
        }
        Optional<DtmfDigit> digit = DtmfDigit.ofEventCode(event);
        if (digit.isPresent()) {
            counters.count(LegCount.KEYS);
            events.accept(new MediaEvent.KeyHeard(digit.get(), nanos));
        }
    }

    private long tick(long nanos) {
        return Math.max((nanos - originNanos) / NANOS_PER_TICK, 0);
    }
}
