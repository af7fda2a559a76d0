package tandem.callmodel.audio;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A bounded queue of 20 ms frames from one producer to one consumer. Full: the oldest frame is
/// dropped and counted.
///
/// Thread-safe for one producing and one consuming thread. The producer never waits, locks or
/// allocates; each slot carries a sequence that the consumer checks again after copying, so a frame
/// overwritten meanwhile is never delivered torn.
public final class FrameRing {

    private static final VarHandle SEQUENCES = MethodHandles.arrayElementVarHandle(long[].class);

    private final SampleRate rate;
    private final int samplesPerFrame;
    private final int mask;
    private final short[] samples;
    private final long[] ticks;
    private final boolean[] concealed;

    /// `2·n + 2` when frame n lies in the slot, odd while it is being written.
    private final long[] sequences;

    private volatile long written;
    private volatile boolean finished;
    private long read;
    private volatile long dropped;

    /// @param frames capacity, rounded up to a power of two
    public FrameRing(SampleRate rate, int samplesPerFrame, int frames) {
        if (frames < 2 || samplesPerFrame < 1) {
            throw new IllegalArgumentException("a ring holds at least two frames of one sample");
        }
        int capacity = Integer.highestOneBit(frames - 1) << 1;
        this.rate = rate;
        this.samplesPerFrame = samplesPerFrame;
        this.mask = capacity - 1;
        this.samples = new short[capacity * samplesPerFrame];
        this.ticks = new long[capacity];
        this.concealed = new boolean[capacity];
        this.sequences = new long[capacity];
    }

    public SampleRate rate() {
        return rate;
    }

    public int samplesPerFrame() {
        return samplesPerFrame;
    }

    /// A holder that fits this ring's frames.
    public Frame newFrame() {
        return new Frame(samplesPerFrame);
    }

    /// Producer only: copies one frame in, over the oldest when full.
    public void offer(short[] source, int offset, long startTick, boolean isConcealed) {
        long frame = written;
        int slot = (int) frame & mask;
        SEQUENCES.setVolatile(sequences, slot, 2 * frame + 1);
        VarHandle.fullFence();
        System.arraycopy(source, offset, samples, slot * samplesPerFrame, samplesPerFrame);
        ticks[slot] = startTick;
        concealed[slot] = isConcealed;
        SEQUENCES.setRelease(sequences, slot, 2 * frame + 2);
        written = frame + 1;
    }

    /// Producer only: no further frame will come.
    public void finish() {
        finished = true;
    }

    /// Consumer only: fills `into` with the oldest frame; false when there is none.
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the consumer
    public boolean poll(Frame into) {
        while (true) {
            long available = written;
            if (read >= available) {
                return false;
            }
            skipOverwritten(available);
            long frame = read;
            int slot = (int) frame & mask;
            long before = (long) SEQUENCES.getAcquire(sequences, slot);
            if (before == 2 * frame + 2) {
                System.arraycopy(
                        samples, slot * samplesPerFrame, into.samples(), 0, samplesPerFrame);
                into.place(ticks[slot], concealed[slot]);
                VarHandle.acquireFence();
                if ((long) SEQUENCES.getOpaque(sequences, slot) == before) {
                    read = frame + 1;
                    return true;
                }
            }
            // The producer came round meanwhile: this frame is gone.
            read = frame + 1;
            dropped = dropped + 1;
        }
    }

    /// True once the producer has finished and everything was polled.
    public boolean isExhausted() {
        return finished && read >= written;
    }

    /// Frames the consumer never saw.
    public long dropped() {
        return dropped;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the consumer
    private void skipOverwritten(long available) {
        long oldest = available - (mask + 1);
        if (read < oldest) {
            dropped = dropped + (oldest - read);
            read = oldest;
        }
    }
}
