package tandem.media.rtp;

import java.util.concurrent.atomic.AtomicLongArray;

/// Counts on one leg and, with the same step, over all legs of its loop. Written by the loop alone,
/// read by any thread.
public final class LegCounters {

    private final AtomicLongArray leg = new AtomicLongArray(LegCount.values().length);
    private final AtomicLongArray loop;

    /// @param loop the loop's sums, one place per [LegCount]
    public LegCounters(AtomicLongArray loop) {
        this.loop = loop;
    }

    public void count(LegCount what) {
        int place = what.place();
        leg.setRelease(place, leg.getPlain(place) + 1);
        loop.setRelease(place, loop.getPlain(place) + 1);
    }

    public long get(LegCount what) {
        return leg.get(what.place());
    }
}
