package tandem.callmodel.audio;

/// A reusable holder of 20 ms of 16-bit mono audio, filled by [FrameRing#poll].
///
/// Confined to the consumer that made it; its samples are overwritten by the next poll.
public final class Frame {

    private final short[] samples;
    private long startTick;
    private boolean concealed;

    public Frame(int samplesPerFrame) {
        samples = new short[samplesPerFrame];
    }

    /// The samples themselves, not a copy.
    public short[] samples() {
        return samples;
    }

    /// Position of the first sample on the leg's clock, in samples since the leg opened.
    public long startTick() {
        return startTick;
    }

    /// True when the samples were made up for a packet that did not come.
    public boolean concealed() {
        return concealed;
    }

    void place(long startTick, boolean concealed) {
        this.startTick = startTick;
        this.concealed = concealed;
    }
}
