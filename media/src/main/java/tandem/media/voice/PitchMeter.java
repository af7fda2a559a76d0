package tandem.media.voice;

/// How periodic the last 40 ms are: the greatest normalised autocorrelation over the lags of human
/// pitch (60-400 Hz), at 2 kHz. Confined to the loop.
final class PitchMeter {

    private static final int DECIMATION = 4;
    private static final int FRAME = 40;
    private static final int KEPT = 120;
    private static final int WINDOW = 80;
    private static final int SHORTEST_LAG = 5;
    private static final int LONGEST_LAG = 33;

    /// Low-passed at 900 Hz and every fourth sample kept, the newest last.
    private final int[] kept = new int[KEPT];

    private int previous;

    /// Takes 20 ms.
    void hear(short[] samples) {
        System.arraycopy(kept, FRAME, kept, 0, KEPT - FRAME);
        int out = KEPT - FRAME;
        for (int n = 0; n < samples.length; n += DECIMATION) {
            int sum = samples[n] + samples[n + 1] + samples[n + 2] + samples[n + 3];
            int smooth = (sum + previous) >> 5;
            previous = sum;
            kept[out++] = smooth;
        }
    }

    /// 0 (none) to 1 (a pure tone).
    float periodicity() {
        int start = KEPT - WINDOW;
        int energy = 1;
        for (int n = start; n < KEPT; n++) {
            energy += (kept[n] * kept[n]) >> 4;
        }
        float best = 0;
        for (int lag = SHORTEST_LAG; lag <= LONGEST_LAG; lag++) {
            int product = 0;
            int lagged = 1;
            for (int n = start; n < KEPT; n++) {
                product += (kept[n] * kept[n - lag]) >> 4;
                lagged += (kept[n - lag] * kept[n - lag]) >> 4;
            }
            if (product > 0) {
                float score = (float) product / (float) Math.sqrt((double) energy * lagged);
                best = Math.max(best, score);
            }
        }
        return best;
    }
}
