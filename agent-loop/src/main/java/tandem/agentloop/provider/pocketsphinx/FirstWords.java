package tandem.agentloop.provider.pocketsphinx;

import java.util.Arrays;

/// Holds the first audio of a caller of whom nothing is known, until it tells the line's level: 300
/// ms of speech, or a second in all.
///
/// Confined to the worker's main thread.
final class FirstWords {

    private static final int FRAME = 80;
    private static final int ENOUGH = 30;
    private static final int MOST = 8_000;

    /// Mean square of the faintest speech, and how far below the loudest frame speech goes: 20 dB.
    private static final double FAINTEST = 40 * 40;

    private static final double RANGE = 100;

    private final short[] samples = new short[MOST];
    private final double[] energies = new double[MOST / FRAME];
    private int length;
    private int frames;

    void reset() {
        length = 0;
        frames = 0;
    }

    /// Takes samples until there are enough, wherever the pieces begin and end; returns how many.
    int add(short[] more) {
        int taken = 0;
        while (taken < more.length && !suffice()) {
            int count = Math.min(more.length - taken, (frames + 1) * FRAME - length);
            System.arraycopy(more, taken, samples, length, count);
            length += count;
            taken += count;
            if (length == (frames + 1) * FRAME) {
                energies[frames] = energy(frames * FRAME);
                frames++;
            }
        }
        return taken;
    }

    short[] samples() {
        return Arrays.copyOf(samples, length);
    }

    boolean suffice() {
        return length >= MOST || voiced() >= ENOUGH;
    }

    private int voiced() {
        double loudest = 0;
        for (int n = 0; n < frames; n++) {
            loudest = Math.max(loudest, energies[n]);
        }
        double least = Math.max(FAINTEST, loudest / RANGE);
        int voiced = 0;
        for (int n = 0; n < frames; n++) {
            voiced += energies[n] >= least ? 1 : 0;
        }
        return voiced;
    }

    private double energy(int from) {
        double sum = 0;
        for (int n = from; n < from + FRAME; n++) {
            sum += samples[n] * (double) samples[n];
        }
        return sum / FRAME;
    }
}
