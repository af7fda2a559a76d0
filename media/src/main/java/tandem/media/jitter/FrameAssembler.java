package tandem.media.jitter;

/// Cuts decoded samples, however long the packets were, into frames of 20 ms on the leg's clock.
/// Confined to the loop.
final class FrameAssembler {

    static final int FRAME = 160;

    private final short[] frame = new short[FRAME];
    private final FrameSink sink;
    private int filled;
    private int made;
    private long startTick;

    FrameAssembler(FrameSink sink) {
        this.sink = sink;
    }

    /// The place of the next sample.
    long nextTick() {
        return startTick + filled;
    }

    /// Samples that the frame begun still wants.
    int room() {
        return FRAME - filled;
    }

    void append(short[] samples, int offset, int length, boolean concealed, long arrivalNanos) {
        int from = offset;
        int left = length;
        while (left > 0) {
            int part = Math.min(left, FRAME - filled);
            System.arraycopy(samples, from, frame, filled, part);
            filled += part;
            made += concealed ? part : 0;
            from += part;
            left -= part;
            if (filled == FRAME) {
                long start = startTick;
                boolean mostlyMade = made > FRAME / 2;
                startTick += FRAME;
                filled = 0;
                made = 0;
                sink.frame(frame, start, mostlyMade, arrivalNanos);
            }
        }
    }
}
