package tandem.media.voice;

/// How periodic the last 40 ms are: the greatest normalised autocorrelation over the lags of human
/// pitch (60-400 Hz), measured at 2 kHz below 800 Hz, where voiced speech is strongest and most
/// noise is left out.
///
/// The spectrum is tilted up first, or else noise that is loudest at its lowest frequencies would
/// resemble itself. Whole numbers throughout, so that the inner loop is vectorised. Confined to the
/// loop.
final class PitchMeter {

    private static final int DECIMATION = 4;
    private static final int FRAME = 40;
    private static final int KEPT = 120;
    private static final int WINDOW = 80;
    private static final int SHORTEST_LAG = 5;
    private static final int LONGEST_LAG = 33;

    /// Products of twelve-bit numbers, 80 of them, fit an int.
    private static final int WORKING_BITS = 12;

    /// Low pass at 800 Hz for 8 kHz (windowed sinc), sum 4096.
    private static final int[] TAPS = {
        -17, -19, 0, 68, 201, 389, 592, 756, 819, 756, 592, 389, 201, 68, 0, -19, -17
    };

    private static final int OVERLAP = TAPS.length - 1;

    /// What the tilt leaves of the sample before, in 1/16.
    private static final int TILT = 14;

    private final int[] heard = new int[OVERLAP + 160];
    private final int[] kept = new int[KEPT];
    private final int[] working = new int[KEPT];
    private int previous;
    private float lowDecibels;

    /// Takes 20 ms.
    void hear(short[] samples) {
        System.arraycopy(heard, 160, heard, 0, OVERLAP);
        for (int n = 0; n < 160; n++) {
            heard[OVERLAP + n] = samples[n];
        }
        System.arraycopy(kept, FRAME, kept, 0, KEPT - FRAME);
        float energy = 0;
        for (int out = 0; out < FRAME; out++) {
            int sum = 0;
            for (int tap = 0; tap < TAPS.length; tap++) {
                sum += TAPS[tap] * heard[out * DECIMATION + tap];
            }
            int low = sum >> 10;
            int tilted = low - ((previous * TILT) >> 4);
            previous = low;
            kept[KEPT - FRAME + out] = tilted;
            energy += (float) tilted * tilted;
        }
        lowDecibels = NoiseFloor.decibels(energy / FRAME);
    }

    /// The level of the last 20 ms below 800 Hz, tilted: on a scale of its own.
    float lowDecibels() {
        return lowDecibels;
    }

    /// 0 (none) to 1 (a pure tone).
    float periodicity() {
        int shift = shift();
        for (int n = 0; n < KEPT; n++) {
            working[n] = kept[n] >> shift;
        }
        int start = KEPT - WINDOW;
        float energy = dot(0);
        if (energy <= 0) {
            return 0;
        }
        // The energy of the lagged window, moved along lag by lag.
        int lagged = 0;
        for (int n = start - SHORTEST_LAG; n < KEPT - SHORTEST_LAG; n++) {
            lagged += working[n] * working[n];
        }
        float best = 0;
        for (int lag = SHORTEST_LAG; lag <= LONGEST_LAG; lag++) {
            float product = dot(lag);
            if (product > 0 && lagged > 0) {
                best = Math.max(best, product * product / (energy * lagged));
            }
            int entering = working[start - lag - 1];
            int leaving = working[KEPT - lag - 1];
            lagged += entering * entering - leaving * leaving;
        }
        return (float) Math.sqrt(best);
    }

    private int dot(int lag) {
        int sum = 0;
        int start = KEPT - WINDOW - lag;
        for (int n = 0; n < WINDOW; n++) {
            sum += working[KEPT - WINDOW + n] * working[start + n];
        }
        return sum;
    }

    private int shift() {
        int peak = 0;
        for (int n = 0; n < KEPT; n++) {
            peak |= Math.abs(kept[n]);
        }
        return Math.max(32 - Integer.numberOfLeadingZeros(peak) - WORKING_BITS, 0);
    }
}
