package tandem.media;

/// Follows the other side from one SSRC to the next, but only once two packets in a row confirm it
/// (RFC 3550 A.1). Confined to the loop.
final class SsrcSwitch {

    private int current;
    private boolean begun;
    private int candidate;
    private int nextSequence = -1;

    enum Verdict {
        SAME,
        NEW,
        UNCONFIRMED
    }

    Verdict see(int ssrc, int sequence) {
        if (begun && ssrc == current) {
            return Verdict.SAME;
        }
        if (!begun || (ssrc == candidate && sequence == nextSequence)) {
            begun = true;
            current = ssrc;
            nextSequence = -1;
            return Verdict.NEW;
        }
        candidate = ssrc;
        nextSequence = (sequence + 1) & 0xFFFF;
        return Verdict.UNCONFIRMED;
    }

    int current() {
        return current;
    }
}
