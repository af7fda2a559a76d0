package tandem.agentloop.audio;

import java.util.Arrays;

/// One stream of 16-bit mono audio changing its sample rate. Confined to its user.
///
/// Output sample n lies exactly at input time `n · from / to`: no delay is added, the audio has the
/// same length before and after, rounded up to a sample.
public final class Resampler {

    private final Resampling resampling;

    /// Input from sample `origin` on; zeros before the first.
    private float[] held;

    private int heldLength;
    private long origin;
    private long taken;
    private long made;

    Resampler(Resampling resampling) {
        this.resampling = resampling;
        int reach = resampling.reach();
        this.held = new float[8 * reach + 1_024];
        this.heldLength = reach;
        this.origin = -reach;
    }

    /// Takes `length` samples in and returns the output that is complete now.
    public short[] process(short[] samples, int offset, int length) {
        makeRoom(length);
        for (int i = 0; i < length; i++) {
            held[heldLength + i] = samples[offset + i];
        }
        heldLength += length;
        taken += length;
        return produce(origin + heldLength - resampling.reach());
    }

    /// The input is over: returns the rest of the output. The resampler is spent.
    public short[] finish() {
        int reach = resampling.reach();
        makeRoom(reach);
        Arrays.fill(held, heldLength, heldLength + reach, 0);
        heldLength += reach;
        return produce(taken);
    }

    private void makeRoom(int more) {
        if (heldLength + more > held.length) {
            held = Arrays.copyOf(held, 2 * (heldLength + more));
        }
    }

    /// Makes every output sample that lies before input sample `limit`.
    private short[] produce(long limit) {
        int up = resampling.interpolation();
        int down = resampling.decimation();
        long end = Math.max(made, Math.ceilDiv(limit * up, (long) down));
        short[] out = new short[Math.toIntExact(end - made)];
        int reach = resampling.reach();
        for (int n = 0; n < out.length; n++, made++) {
            long place = made * down;
            int first = Math.toIntExact(place / up - reach + 1 - origin);
            float[] weights = resampling.branch((int) (place % up));
            float sum = 0;
            for (int tap = 0; tap < weights.length; tap++) {
                sum += weights[tap] * held[first + tap];
            }
            out[n] = (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        forget(made * down / up - reach + 1);
        return out;
    }

    /// Drops the input before sample `keepFrom`.
    private void forget(long keepFrom) {
        int drop = Math.toIntExact(Math.clamp(keepFrom - origin, 0, heldLength));
        System.arraycopy(held, drop, held, 0, heldLength - drop);
        heldLength -= drop;
        origin += drop;
    }
}
