package tandem.media.voice;

/// The level of the line when nobody speaks. Confined to the loop.
final class NoiseFloor {

    private static final float QUIETEST = 15;

    private float level = QUIETEST + 15;

    static float decibels(float meanSquare) {
        return (float) (10 * Math.log10(meanSquare + 1));
    }

    void hear(float decibels, boolean speech) {
        float step = decibels - level;
        if (step < 0) {
            level += step * 0.2f;
        } else {
            level += Math.min(step, 10) * (speech ? 0.001f : 0.03f);
        }
        level = Math.max(level, QUIETEST);
    }

    float decibels() {
        return level;
    }

    /// Peak of white noise at this level.
    int peak() {
        return (int) (Math.pow(10, level / 20) * 1.7) & 0x7FF;
    }
}
