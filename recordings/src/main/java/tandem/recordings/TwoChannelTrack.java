package tandem.recordings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Brings frames of two channels to their places in one file. Confined to its writer thread.
///
/// Holds the last seconds back, so that both channels can arrive; whatever is missing by then is
/// silence.
final class TwoChannelTrack {

    /// Samples per channel in memory.
    private final int capacity;

    /// How far one channel may lag behind the other, in samples.
    private final long slack;

    private final WavFile file;
    private final ByteBuffer window;
    private final long[] reached = new long[2];

    /// The sample at the beginning of the window; all before it is in the file.
    private long base;

    private long late;

    /// @param slack in samples
    TwoChannelTrack(WavFile file, int slack) {
        this.file = file;
        this.slack = slack;
        this.capacity = 4 * slack;
        this.window =
                ByteBuffer.allocate(capacity * WavFile.BYTES_PER_SAMPLE)
                        .order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Puts a frame on `channel` (0 left, 1 right) at sample `start` of the file.
    void place(int channel, long start, short[] samples) throws IOException {
        long end = start + samples.length;
        if (end - base > capacity) {
            flushTo(end - slack);
        }
        if (start < base) {
            late++;
        }
        int skip = Math.clamp(base - start, 0, samples.length);
        for (int i = skip; i < samples.length; i++) {
            int at = (int) (start + i - base) * WavFile.BYTES_PER_SAMPLE + 2 * channel;
            window.putShort(at, samples[i]);
        }
        reached[channel] = Math.max(reached[channel], end);
    }

    /// Writes what both channels have reached, or should have.
    void flushSettled() throws IOException {
        long behind = Math.min(reached[0], reached[1]);
        long ahead = Math.max(reached[0], reached[1]);
        flushTo(Math.max(behind, ahead - slack));
    }

    void flushAll() throws IOException {
        flushTo(Math.max(reached[0], reached[1]));
    }

    /// Frames of which a part came after its place was written.
    long late() {
        return late;
    }

    private void flushTo(long target) throws IOException {
        if (target <= base) {
            return;
        }
        long held = Math.min(Math.max(reached[0], reached[1]), base + capacity) - base;
        int count = (int) Math.clamp(target - base, 0L, Math.max(0, held));
        int bytes = count * WavFile.BYTES_PER_SAMPLE;
        if (bytes > 0) {
            file.write(base, window.slice(0, bytes));
        }
        byte[] array = window.array();
        System.arraycopy(array, bytes, array, 0, array.length - bytes);
        java.util.Arrays.fill(array, array.length - bytes, array.length, (byte) 0);
        base += count;
        if (target > base) {
            base = target; // a gap: a hole in the file, read as silence
        }
    }
}
