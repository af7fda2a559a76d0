package tandem.media.voice;

import java.util.Arrays;

/// The level of a line, or of one of its bands, when nobody speaks.
///
/// Follows quiet frames by averaging. A floor that rose is found by the least level of the last one
/// and a half seconds, as speech does not last that long without a gap. Confined to the loop.
final class NoiseFloor {

    private static final int SUBWINDOWS = 8;
    private static final int SUBWINDOW_FRAMES = 10;

    /// The least of many noisy levels lies below their mean.
    private static final float BIAS = 1.5f;

    private final float quietest;
    private final float[] leasts = new float[SUBWINDOWS];
    private float least = Float.MAX_VALUE;
    private int frames;
    private float smooth;
    private float level;

    /// @param quietest in dB; a floor below it is taken for this one
    NoiseFloor(float quietest) {
        this.quietest = quietest;
        level = quietest + 10;
        smooth = level;
        Arrays.fill(leasts, level);
    }

    static float decibels(float meanSquare) {
        return (float) (10 * Math.log10(meanSquare + 1));
    }

    /// @param decibels of 20 ms
    /// @param weight of this frame in the average, 0 while somebody speaks
    void hear(float decibels, float weight) {
        smooth += (decibels - smooth) * 0.5f;
        least = Math.min(least, smooth);
        if (++frames % SUBWINDOW_FRAMES == 0) {
            leasts[frames / SUBWINDOW_FRAMES % SUBWINDOWS] = least;
            least = Float.MAX_VALUE;
            float lowest = Float.MAX_VALUE;
            for (float one : leasts) {
                lowest = Math.min(lowest, one);
            }
            level = Math.max(level, lowest + BIAS);
        }
        level += (decibels - level) * weight;
        level = Math.max(level, quietest);
    }

    float decibels() {
        return level;
    }
}
