package tandem.media.rtp;

/// What RFC 3550 (§6.4.1, A.3, A.8) wants to know of a received stream: extended sequence, loss,
/// interarrival jitter. Confined to the loop.
public final class ReceptionStatistics {

    private static final int LARGEST_STEP = 3_000;

    private final InterarrivalJitter jitter = new InterarrivalJitter();
    private boolean begun;
    private long firstSequence;
    private long highestSequence;
    private long received;
    private long earlierLost;
    private long reportedExpected;
    private long reportedReceived;

    /// A new source: counts anew, keeps the loss so far.
    public void restart() {
        earlierLost = lost();
        begun = false;
        jitter.restart();
        received = 0;
        reportedExpected = 0;
        reportedReceived = 0;
    }

    /// @param arrivalTicks when it came, in ticks of the stream's clock
    public void received(int sequence, int timestampTicks, int arrivalTicks) {
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
        }
        received++;
        jitter.received(timestampTicks, arrivalTicks);
    }

    /// Packets that never came; duplicates count against it, as the RFC has it, but never below 0.
    public long lost() {
        return earlierLost + (begun ? Math.max(expected() - received, 0) : 0);
    }

    public long highestSequence() {
        return highestSequence;
    }

    public int jitterTicks() {
        return jitter.ticks();
    }

    /// The share lost since the last call, in 1/256.
    public int takeFractionLost() {
        long expected = expected() - reportedExpected;
        long missing = expected - (received - reportedReceived);
        reportedExpected += expected;
        reportedReceived = received;
        return expected <= 0 || missing <= 0 ? 0 : (int) Math.min((missing << 8) / expected, 255);
    }

    private long expected() {
        return begun ? highestSequence - firstSequence + 1 : 0;
    }
}
