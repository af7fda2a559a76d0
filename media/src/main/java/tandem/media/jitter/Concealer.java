package tandem.media.jitter;

import java.util.Arrays;

/// Makes up audio for packets that did not come, after the manner of ITU-T G.711 Appendix I: the
/// last pitch period goes on, fading from 10 ms on, and ends at 60 ms in faint noise at the level
/// of the line.
///
/// Unlike the appendix it delays nothing: what was heard passes at once, and only the way back into
/// real audio is blended. Confined to the loop.
final class Concealer {

    private static final int HISTORY = 400;
    private static final int SHORTEST_PITCH = 40;
    private static final int LONGEST_PITCH = 120;
    private static final int MATCHED = 160;
    private static final int FADE_FROM = 80;
    private static final int FADE_TO = 480;
    private static final int BLEND = 32;

    private final short[] history = new short[HISTORY];
    private final short[] continuation = new short[BLEND];
    private int pitch = LONGEST_PITCH;

    /// False while there is nothing to repeat.
    private boolean repeating;

    private int made;
    private int random = 1;

    /// Real samples; the first ones after a gap are blended with what was made up, in place.
    void heard(short[] samples, int offset, int length) {
        if (repeating && made > 0 && made < FADE_TO) {
            blend(samples, offset, Math.min(length, BLEND));
        }
        made = 0;
        repeating = true;
        remember(samples, offset, length);
    }

    /// Fills `length` samples.
    ///
    /// @param noise peak of the noise after the fade
    void make(short[] into, int offset, int length, int noise) {
        if (made == 0 && repeating) {
            pitch = findPitch();
        }
        for (int n = 0; n < length; n++) {
            into[offset + n] = next(made, noise);
            made = Math.min(made + 1, FADE_TO);
        }
    }

    /// Silence follows a stream that ended: nothing of it shall be repeated.
    void forget() {
        Arrays.fill(history, (short) 0);
        made = 0;
        repeating = false;
    }

    private short next(int index, int noise) {
        int hiss = noise == 0 ? 0 : nextRandom() % noise;
        if (index >= FADE_TO) {
            return (short) hiss;
        }
        int sample = history[HISTORY - pitch + index % pitch];
        if (index >= FADE_FROM) {
            int gain = ((FADE_TO - index) << 12) / (FADE_TO - FADE_FROM);
            sample = (sample * gain + hiss * (4096 - gain)) >> 12;
        }
        return (short) sample;
    }

    private void blend(short[] samples, int offset, int length) {
        for (int n = 0; n < length; n++) {
            continuation[n] = next(made + n, 0);
        }
        for (int n = 0; n < length; n++) {
            int mixed = samples[offset + n] * (n + 1) + continuation[n] * (length - n);
            samples[offset + n] = (short) (mixed / (length + 1));
        }
    }

    private void remember(short[] samples, int offset, int length) {
        if (length >= HISTORY) {
            System.arraycopy(samples, offset + length - HISTORY, history, 0, HISTORY);
        } else {
            System.arraycopy(history, length, history, 0, HISTORY - length);
            System.arraycopy(samples, offset, history, HISTORY - length, length);
        }
    }

    /// The lag at which the last 20 ms resemble what went before most.
    private int findPitch() {
        int best = LONGEST_PITCH;
        double bestScore = 0;
        for (int lag = SHORTEST_PITCH; lag <= LONGEST_PITCH; lag++) {
            long product = 0;
            long energy = 1;
            for (int n = HISTORY - MATCHED; n < HISTORY; n += 2) {
                product += (long) history[n] * history[n - lag];
                energy += (long) history[n - lag] * history[n - lag];
            }
            double score = product <= 0 ? 0 : (double) product * product / energy;
            if (score > bestScore) {
                bestScore = score;
                best = lag;
            }
        }
        return best;
    }

    private int nextRandom() {
        random = random * 1_664_525 + 1_013_904_223;
        return random >> 8;
    }
}
