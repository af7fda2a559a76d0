package tandem.agentloop.audio;

import java.math.BigInteger;
import tandem.callmodel.audio.SampleRate;

/// The filter for one change of sample rate: a Kaiser-windowed sinc, cut into one branch per output
/// phase. Immutable, to be shared by all streams of these rates; [#newResampler] makes a stream.
///
/// The passband reaches to 85 % of the lower Nyquist frequency (3.4 kHz at 8 kHz), and from that
/// frequency on everything is 75 dB down, so nothing folds back into the telephone band.
public final class Resampling {

    private static final double PASSBAND = 0.85;
    private static final double STOPBAND_DECIBELS = 75;

    private final SampleRate from;
    private final SampleRate to;
    private final int interpolation;
    private final int decimation;

    /// Taps left and right of an output sample, in input samples.
    private final int reach;

    private final float[][] branches;

    public Resampling(SampleRate from, SampleRate to) {
        int divisor =
                BigInteger.valueOf(from.hertz()).gcd(BigInteger.valueOf(to.hertz())).intValue();
        this.from = from;
        this.to = to;
        this.interpolation = to.hertz() / divisor;
        this.decimation = from.hertz() / divisor;
        if (interpolation > 1_024) {
            throw new IllegalArgumentException("no common step between " + from + " and " + to);
        }
        double nyquist = Math.min(from.hertz(), to.hertz()) / 2.0;
        double transition = (1 - PASSBAND) * nyquist / from.hertz();
        int taps = (int) Math.ceil((STOPBAND_DECIBELS - 8) / (2.285 * 2 * Math.PI * transition));
        this.reach = taps / 2 + 1;
        this.branches = design((1 + PASSBAND) / 2 * nyquist / from.hertz());
    }

    public Resampler newResampler() {
        return new Resampler(this);
    }

    public SampleRate from() {
        return from;
    }

    public SampleRate to() {
        return to;
    }

    int interpolation() {
        return interpolation;
    }

    int decimation() {
        return decimation;
    }

    int reach() {
        return reach;
    }

    /// Weights of the input samples `-reach + 1` to `reach` around an output sample that lies
    /// `phase / interpolation` behind input sample 0.
    float[] branch(int phase) {
        return branches[phase];
    }

    /// @param cutoff in cycles per input sample
    private float[][] design(double cutoff) {
        double beta = 0.1102 * (STOPBAND_DECIBELS - 8.7);
        float[][] table = new float[interpolation][2 * reach];
        for (int phase = 0; phase < interpolation; phase++) {
            double[] weights = new double[2 * reach];
            double sum = 0;
            for (int tap = 0; tap < 2 * reach; tap++) {
                double distance = tap - reach + 1 - (double) phase / interpolation;
                double place = distance / reach;
                double window =
                        Math.abs(place) >= 1
                                ? 0
                                : bessel(beta * Math.sqrt(1 - place * place)) / bessel(beta);
                double x = 2 * cutoff * distance;
                double sinc = x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
                weights[tap] = window * sinc;
                sum += weights[tap];
            }
            for (int tap = 0; tap < 2 * reach; tap++) {
                table[phase][tap] = (float) (weights[tap] / sum);
            }
        }
        return table;
    }

    /// Modified Bessel function of the first kind, order zero.
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-12; k++) {
            term *= (x / (2 * k)) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }
}
