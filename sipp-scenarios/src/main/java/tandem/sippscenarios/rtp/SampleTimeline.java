package tandem.sippscenarios.rtp;

import java.util.Arrays;

/// Audio by its place in time: written anywhere, silence where nothing was written. At most an
/// hour. Confined to one thread.
public final class SampleTimeline {

    private static final int MOST = 8_000 * 3_600;

    private short[] samples = new short[8_000 * 30];
    private int length;

    /// Samples before tick 0 or beyond the hour are left out.
    public void write(long tick, short[] source, int count) {
        if (tick < 0 || tick + count > MOST) {
            return;
        }
        int start = (int) tick;
        if (start + count > samples.length) {
            samples = Arrays.copyOf(samples, Math.min(MOST, (start + count) * 2));
        }
        System.arraycopy(source, 0, samples, start, count);
        length = Math.max(length, start + count);
    }

    /// Copies what lies from `tick` on; silence beyond the end.
    public void read(long tick, short[] into) {
        for (int i = 0; i < into.length; i++) {
            long at = tick + i;
            into[i] = at >= 0 && at < length ? samples[(int) at] : 0;
        }
    }

    public int length() {
        return length;
    }

    public short at(int tick) {
        return tick < length ? samples[tick] : 0;
    }
}
