package tandem.media;

import java.time.Duration;
import tandem.callcontrol.LegQuality;
import tandem.callcontrol.MediaAddress;
import tandem.callcontrol.MediaLeg;
import tandem.callcontrol.NegotiatedMedia;
import tandem.callmodel.DtmfDigit;
import tandem.callmodel.TurnId;
import tandem.callmodel.audio.FrameRing;
import tandem.media.loop.LoopTicket;
import tandem.media.loop.RtpLoop;
import tandem.media.rtp.LegCount;
import tandem.media.rtp.LegCounters;

/// A leg as its call sees it. Thread-safe: it only hands over.
final class LegHandle implements MediaLeg {

    /// What a packet, its playout and the network's two ends take besides the round trip, as far as
    /// we can know it.
    private static final double FIXED_DELAY_MILLIS = 40;

    private final MediaAddress local;
    private final LegParts parts;
    private final EmbeddedLeg leg;
    private final RtpLoop loop;
    private final LoopTicket ticket;

    LegHandle(
            MediaAddress local, LegParts parts, EmbeddedLeg leg, RtpLoop loop, LoopTicket ticket) {
        this.local = local;
        this.parts = parts;
        this.leg = leg;
        this.loop = loop;
        this.ticket = ticket;
    }

    @Override
    public MediaAddress local() {
        return local;
    }

    @Override
    public void connect(NegotiatedMedia media) {
        leg.want(media);
        loop.changed(ticket);
    }

    @Override
    public FrameRing tapHeard(int frames) {
        return parts.heardTaps().add(frames);
    }

    @Override
    public FrameRing tapSent(int frames) {
        return parts.sentTaps().add(frames);
    }

    @Override
    public void press(DtmfDigit digit) {
        if (leg.canPress()) {
            parts.send().press(digit);
        }
    }

    @Override
    public Writer open(TurnId turn) {
        return parts.playout().open(turn);
    }

    @Override
    public void duck() {
        parts.playout().duck();
    }

    @Override
    public void unduck() {
        parts.playout().unduck();
    }

    @Override
    public void hold() {
        parts.playout().hold();
    }

    @Override
    public void resume(long fromSample) {
        parts.playout().resume(fromSample);
    }

    @Override
    public long sent(TurnId turn) {
        return parts.playout().sent(turn);
    }

    @Override
    public long flush(TurnId turn) {
        return parts.playout().flush(turn);
    }

    @Override
    public LegQuality quality() {
        LegCounters counters = parts.counters();
        LegGauges gauges = parts.gauges();
        long received = counters.get(LegCount.RECEIVED);
        long lost = gauges.lost();
        long missed = lost + counters.get(LegCount.LATE);
        double lossPercent = received == 0 ? 0 : missed * 100.0 / (received + lost);
        double delayMillis =
                gauges.roundTripNanos() / 2e6 + gauges.holdTicks() / 8.0 + FIXED_DELAY_MILLIS;
        return new LegQuality(
                received,
                counters.get(LegCount.SENT),
                lost,
                counters.get(LegCount.LATE),
                counters.get(LegCount.DUPLICATES),
                counters.get(LegCount.STRANGERS),
                counters.get(LegCount.MALFORMED),
                counters.get(LegCount.CONCEALED),
                Duration.ofNanos(gauges.jitterTicks() * 125_000),
                gauges.remoteLossPercent(),
                Duration.ofNanos(gauges.roundTripNanos()),
                QualityEstimate.mos(lossPercent, delayMillis),
                counters.get(LegCount.LATE_SENDS));
    }

    @Override
    public void close() {
        parts.playout().close();
        leg.wantClosed();
        loop.changed(ticket);
    }
}
