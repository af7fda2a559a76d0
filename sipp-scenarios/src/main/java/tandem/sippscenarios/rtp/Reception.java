package tandem.sippscenarios.rtp;

import java.util.BitSet;

/// The receive side of one stream: places G.711 packets by timestamp on our clock, and counts what
/// was lost, doubled or late (RFC 3550 appendix A).
///
/// A new SSRC, or a timestamp that strays by half a second from its arrival, starts a new anchor.
/// Confined to the call's thread.
public final class Reception {

    private static final long LARGEST_STRAY_TICKS = 4_000;
    private static final long GAP_NANOS = 60_000_000L;
    private static final int WINDOW = 4_096;

    private final SampleTimeline timeline = new SampleTimeline();
    private final short[] decoded = new short[RtpEngine.FRAME * 4];
    private final BitSet seen = new BitSet(WINDOW);
    private final Counters counters = new Counters();

    private long ssrc = -1;
    private long anchorTimestamp;
    private long anchorTick;
    private long firstSequence;
    private long highestSequence;
    private long lastArrivalNanos;
    private double jitterTicks;
    private long lastStray;

    /// Mutable figures of a stream, written by [Reception] only.
    private static final class Counters {
        private long received;
        private long duplicates;
        private long reordered;
        private long expectedBefore;
        private long anchors;
        private long gaps;
        private long longestGapNanos;
        private long otherPayloads;
    }

    /// How the far end's packets fared.
    ///
    /// @param gaps pauses of more than 60 ms between arrivals
    /// @param jitterMillis interarrival jitter (RFC 3550 §6.4.1)
    public record Figures(
            long received,
            long lost,
            long duplicates,
            long reordered,
            long gaps,
            double longestGapMillis,
            double jitterMillis,
            long otherPayloads) {}

    /// Where a packet came to lie.
    ///
    /// @param samples how many; 0 when the packet brought no new audio
    /// @param rms its loudness
    public record Placed(long tick, int samples, double rms) {

        static final Placed NOTHING = new Placed(0, 0, 0);
    }

    public SampleTimeline timeline() {
        return timeline;
    }

    /// @param arrivalTick on our clock
    public Placed accept(RtpPacket packet, long arrivalTick, long nanos) {
        if (packet.payloadType() != 0 && packet.payloadType() != 8) {
            counters.otherPayloads++;
            count(packet, nanos);
            return Placed.NOTHING;
        }
        if (!count(packet, nanos)) {
            return Placed.NOTHING;
        }
        long tick = place(packet, arrivalTick);
        G711 law = G711.ofPayloadType(packet.payloadType());
        int length = Math.min(packet.payload().length, decoded.length);
        for (int i = 0; i < length; i++) {
            decoded[i] = law.decode(packet.payload()[i]);
        }
        timeline.write(tick, decoded, length);
        return new Placed(tick, length, Loudness.rms(decoded, 0, length));
    }

    public Figures figures() {
        long expected = counters.expectedBefore + spanOfSource();
        return new Figures(
                counters.received,
                Math.max(0, expected - counters.received),
                counters.duplicates,
                counters.reordered,
                counters.gaps,
                counters.longestGapNanos / 1e6,
                jitterTicks / 8,
                counters.otherPayloads);
    }

    private long spanOfSource() {
        return ssrc < 0 ? 0 : highestSequence - firstSequence + 1;
    }

    /// False for a packet that was here before.
    private boolean count(RtpPacket packet, long nanos) {
        if (packet.ssrc() != ssrc) {
            counters.expectedBefore += spanOfSource();
            ssrc = packet.ssrc();
            firstSequence = packet.sequence() + 65_536L;
            highestSequence = firstSequence - 1;
            seen.clear();
            counters.anchors = 0;
        }
        long extended = extend(packet.sequence());
        int slot = (int) (extended % WINDOW);
        if (extended > highestSequence) {
            for (long gone = highestSequence + 1; gone < extended; gone++) {
                seen.clear((int) (gone % WINDOW));
            }
            highestSequence = extended;
        } else if (seen.get(slot)) {
            counters.duplicates++;
            return false;
        } else {
            counters.reordered++;
        }
        seen.set(slot);
        counters.received++;
        timeArrival(nanos);
        return true;
    }

    private long extend(int sequence) {
        long candidate = (highestSequence & ~0xFFFFL) | sequence;
        if (candidate - highestSequence > 32_768) {
            return candidate - 65_536;
        }
        return highestSequence - candidate > 32_768 ? candidate + 65_536 : candidate;
    }

    private void timeArrival(long nanos) {
        if (counters.received > 1) {
            long gap = nanos - lastArrivalNanos;
            counters.longestGapNanos = Math.max(counters.longestGapNanos, gap);
            if (gap > GAP_NANOS) {
                counters.gaps++;
            }
        }
        lastArrivalNanos = nanos;
    }

    private long place(RtpPacket packet, long arrivalTick) {
        if (counters.anchors > 0) {
            long tick = anchorTick + (int) (packet.timestampTicks() - anchorTimestamp);
            long stray = arrivalTick - tick;
            if (Math.abs(stray) <= LARGEST_STRAY_TICKS) {
                jitter(stray);
                return tick;
            }
        }
        counters.anchors++;
        anchorTimestamp = packet.timestampTicks();
        anchorTick = arrivalTick;
        lastStray = 0;
        return arrivalTick;
    }

    private void jitter(long stray) {
        jitterTicks += (Math.abs(stray - lastStray) - jitterTicks) / 16;
        lastStray = stray;
    }
}
