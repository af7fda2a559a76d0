package tandem.sippscenarios.rtp;

/// How loud samples are. Stateless.
public final class Loudness {

    private Loudness() {}

    /// Root mean square of `samples[start..end)`, 0 for none.
    public static double rms(short[] samples, int start, int end) {
        double sum = 0;
        for (int i = start; i < end; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return end > start ? Math.sqrt(sum / (end - start)) : 0;
    }
}
