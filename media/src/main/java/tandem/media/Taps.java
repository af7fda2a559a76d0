package tandem.media;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tandem.callmodel.audio.FrameRing;
import tandem.callmodel.audio.SampleRate;

/// The rings that get one direction's audio.
///
/// Thread-safe: any thread may add one; the loop alone offers frames and finishes them.
final class Taps {

    private static final int FRAME = 160;
    private static final FrameRing[] NONE = {};

    /// Null once finished.
    private final AtomicReference<FrameRing @Nullable []> rings = new AtomicReference<>(NONE);

    FrameRing add(int frames) {
        FrameRing ring = new FrameRing(SampleRate.TELEPHONE, FRAME, frames);
        FrameRing[] before;
        FrameRing[] after;
        do {
            before = rings.get();
            if (before == null) {
                ring.finish();
                return ring;
            }
            after = Arrays.copyOf(before, before.length + 1);
            after[before.length] = ring;
        } while (!rings.compareAndSet(before, after));
        return ring;
    }

    void offer(short[] samples, long startTick, boolean concealed) {
        FrameRing[] now = rings.get();
        if (now != null) {
            for (FrameRing ring : now) {
                ring.offer(samples, 0, startTick, concealed);
            }
        }
    }

    /// @return frames that no consumer saw
    long finish() {
        FrameRing[] last = rings.getAndSet(null);
        long dropped = 0;
        if (last != null) {
            for (FrameRing ring : last) {
                ring.finish();
                dropped += ring.dropped();
            }
        }
        return dropped;
    }
}
