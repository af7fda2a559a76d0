package tandem.media.rtp;

/// What RFC 3550 (§6.4.1, A.3, A.8) wants to know of a received stream: extended sequence, loss,
/// interarrival jitter. Confined to the loop.
public final class ReceptionStatistics {

    private static final int LARGEST_STEP = 3_000;

    private boolean begun;
    private long firstSequence;
    private long highestSequence;
    private long received;
    private long earlierLost;
    private int lastTransit;

    /// Expected and received packets at the last report.
    private final long[] reported = new long[2];

    /// In timestamp ticks, times 16.
    private int jitterScaled;

    /// A new source: counts anew, keeps the loss so far.
    public void restart() {
        earlierLost = lost();
        begun = false;
        received = 0;
        reported[0] = 0;
        reported[1] = 0;
    }

    /// @param arrivalTicks when it came, in ticks of the stream's clock
    public void received(int sequence, int timestampTicks, int arrivalTicks) {
        int transit = arrivalTicks - timestampTicks;
        if (begun) {
            int step = (short) (sequence - (int) highestSequence);
            if (step > LARGEST_STEP || step < -LARGEST_STEP) {
                restart();
            } else if (step > 0) {
                highestSequence += step;
            }
        }
        if (!begun) {
            begun = true;
            firstSequence = sequence;
            highestSequence = sequence;
            lastTransit = transit;
        }
        received++;
        int distance = Math.abs(transit - lastTransit);
        lastTransit = transit;
        // A jump of over two seconds is a new timestamp base and no jitter.
        if (distance < 16_000) {
            jitterScaled += distance - ((jitterScaled + 8) >> 4);
        }
    }

    /// Packets that never came; duplicates count against it, as the RFC has it, but never below 0.
    public long lost() {
        return earlierLost + (begun ? Math.max(expected() - received, 0) : 0);
    }

    public long highestSequence() {
        return highestSequence;
    }

    public int jitterTicks() {
        return jitterScaled >> 4;
    }

    /// The share lost since the last call, in 1/256.
    public int takeFractionLost() {
        long expected = expected() - reported[0];
        long missing = expected - (received - reported[1]);
        reported[0] += expected;
        reported[1] = received;
        return expected <= 0 || missing <= 0 ? 0 : (int) Math.min((missing << 8) / expected, 255);
    }

    private long expected() {
        return begun ? highestSequence - firstSequence + 1 : 0;
    }
}
