package tandem.media.jitter;

/// Extends 16-bit sequence numbers and knows which of the last 64 were seen. Confined to the loop.
final class SequenceWindow {

    private long highest;
    private long seen;

    void restart(int sequence) {
        highest = sequence;
        seen = 0;
    }

    /// The extended number nearest to the highest one seen.
    long extend(int sequence) {
        return highest + (short) (sequence - (int) highest);
    }

    /// @return false when this number was seen before
    boolean mark(long extended) {
        long ahead = extended - highest;
        if (ahead > 0) {
            seen = ahead >= 64 ? 1 : (seen << ahead) | 1;
            highest = extended;
            return true;
        }
        if (ahead <= -64) {
            return true;
        }
        long bit = 1L << -ahead;
        boolean isNew = (seen & bit) == 0;
        seen |= bit;
        return isNew;
    }
}
