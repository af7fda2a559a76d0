package tandem.agentloop.provider.pocketsphinx;

/// The last second of a stream, with its place on the leg's clock.
///
/// Confined to `asr-feeder`.
final class RecentAudio {

    private final short[] samples;
    private int length;
    private long endTick;

    /// @param capacity in samples
    RecentAudio(int capacity) {
        samples = new short[capacity];
    }

    /// Appends a frame. A gap on the clock makes everything before it unusable.
    void add(short[] frame, long startTick) {
        if (startTick != endTick) {
            length = 0;
        }
        int keep = Math.min(length, samples.length - frame.length);
        System.arraycopy(samples, length - keep, samples, 0, keep);
        System.arraycopy(frame, 0, samples, keep, frame.length);
        length = keep + frame.length;
        endTick = startTick + frame.length;
    }

    long startTick() {
        return endTick - length;
    }

    long endTick() {
        return endTick;
    }

    /// What was heard from `tick` on, as far as it is kept.
    short[] since(long tick) {
        int count = Math.clamp(endTick - tick, 0, length);
        return java.util.Arrays.copyOfRange(samples, length - count, length);
    }
}
