package tandem.agentloop.provider.pocketsphinx;

/// Doubles the rate of 16-bit audio with a 31-tap half-band filter: every second sample is the
/// input itself, delayed, the others are interpolated from 16 neighbours.
///
/// Confined to the worker's main thread. Keeps the last samples from call to call, so that pieces
/// of any length join without a seam.
final class Upsampler {

    private static final int TAPS = 16;

    /// Amplitude of the image.
    private static final float IMAGE = 0.1f;

    private final float[] taps = new float[TAPS];
    private final float[] history = new float[TAPS];

    Upsampler() {
        double sum = 0;
        for (int n = 0; n < TAPS; n++) {
            double x = n - (TAPS - 1) / 2.0;
            double window = 0.54 + 0.46 * Math.cos(2 * Math.PI * x / (TAPS + 1));
            double tap = Math.sin(Math.PI * x) / (Math.PI * x) * window;
            taps[n] = (float) tap;
            sum += tap;
        }
        for (int n = 0; n < TAPS; n++) {
            taps[n] /= (float) sum;
        }
    }

    /// Forgets what came before.
    void reset() {
        java.util.Arrays.fill(history, 0);
    }

    /// @param out takes `2 * length` samples
    void process(short[] in, int length, short[] out) {
        for (int n = 0; n < length; n++) {
            System.arraycopy(history, 1, history, 0, TAPS - 1);
            history[TAPS - 1] = in[n];
            float between = 0;
            for (int tap = 0; tap < TAPS; tap++) {
                between += taps[tap] * history[tap];
            }
            out[2 * n] = clipped(history[TAPS / 2 - 1] * (1 + IMAGE));
            out[2 * n + 1] = clipped(between * (1 - IMAGE));
        }
    }

    private static short clipped(float value) {
        return (short) Math.clamp(Math.round(value), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
