package tandem.sippscenarios.rtp;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// When the far end's speech was on the wire: runs of packets that held speech, by the nanosecond
/// of their arrival. Confined to the call's thread.
public final class SpeechMeter {

    /// Root mean square of the quietest packet that counts as speech: -50 dB below full scale.
    /// Speech that was lowered by 12 dB still does.
    private static final double LEAST_LEVEL = 100;

    /// How far speech stands out of the far end's own noise.
    private static final double OVER_FLOOR = 4;

    private static final double FLOOR_RISE = 1.004;

    /// Voiced packets this close together are one run: the pauses within words.
    private static final long SAME_RUN_NANOS = 160_000_000L;

    private record Run(long first, long last) {}

    private final List<Run> runs = new ArrayList<>();
    private double floor;

    /// @return true when the packet holds speech
    public boolean heard(double rms, long nanos) {
        floor = Math.min(Math.max(rms, 1), Math.max(floor, 1) * FLOOR_RISE);
        boolean speech = rms >= Math.max(LEAST_LEVEL, OVER_FLOOR * floor);
        if (speech) {
            Run last = runs.isEmpty() ? null : runs.getLast();
            if (last != null && nanos - last.last() <= SAME_RUN_NANOS) {
                runs.set(runs.size() - 1, new Run(last.first(), nanos));
            } else {
                runs.add(new Run(nanos, nanos));
            }
        }
        return speech;
    }

    /// The first packet with speech at or after `nanos`; the start of a run counts only when it
    /// lies there itself, so speech that went on across `nanos` is not taken for an answer.
    public OptionalLong firstStartAfter(long nanos) {
        return runs.stream().mapToLong(Run::first).filter(first -> first >= nanos).findFirst();
    }

    /// The last packet with speech in `[from, to]`.
    public OptionalLong lastWithin(long from, long to) {
        long last = Long.MIN_VALUE;
        for (Run run : runs) {
            if (run.first() <= to && run.last() >= from) {
                last = Math.max(last, Math.min(run.last(), to));
            }
        }
        return last < from ? OptionalLong.empty() : OptionalLong.of(last);
    }

    /// The last packet with speech of all.
    public OptionalLong last() {
        return runs.isEmpty() ? OptionalLong.empty() : OptionalLong.of(runs.getLast().last());
    }
}
