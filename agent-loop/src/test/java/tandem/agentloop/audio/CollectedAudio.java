package tandem.agentloop.audio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tandem.agentloop.Synthesizer;

/// A sink that keeps everything and can measure it. Confined to the speaking thread until that is
/// done.
public final class CollectedAudio implements Synthesizer.Sink {

    public record Word(int endOffset, long endSample) {}

    private short[] samples = new short[16_000];
    private int length;
    private final List<Word> words = new ArrayList<>();
    private long firstAudioNanos;

    @Override
    public void audio(short[] more, int offset, int count) throws InterruptedException {
        if (length == 0) {
            firstAudioNanos = System.nanoTime();
        }
        if (length + count > samples.length) {
            samples = Arrays.copyOf(samples, 2 * (length + count));
        }
        System.arraycopy(more, offset, samples, length, count);
        length += count;
    }

    @Override
    public void word(int endOffset, long endSample) {
        words.add(new Word(endOffset, endSample));
    }

    public short[] samples() {
        return Arrays.copyOf(samples, length);
    }

    public List<Word> words() {
        return words;
    }

    public long firstAudioNanos() {
        return firstAudioNanos;
    }

    /// Root mean square of samples `from` to `to`.
    public static double level(short[] samples, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return Math.sqrt(sum / Math.max(1, to - from));
    }

    /// Amplitude of the sine at `hertz` (Goertzel), Hann-windowed.
    public static double amplitude(short[] samples, int rate, double hertz) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < samples.length; i++) {
            double window = 1 - Math.cos(2 * Math.PI * i / (samples.length - 1));
            double angle = 2 * Math.PI * hertz * i / rate;
            re += window * samples[i] * Math.cos(angle);
            im += window * samples[i] * Math.sin(angle);
        }
        return 2 * Math.hypot(re, im) / samples.length;
    }

    /// The level of each 20 ms.
    public static double[] envelope(short[] samples, int rate) {
        int frame = rate / 50;
        double[] levels = new double[samples.length / frame];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = level(samples, i * frame, (i + 1) * frame);
        }
        return levels;
    }

    /// Fundamental frequency of the strongest 60 ms, by autocorrelation between 60 and 400 Hz.
    public static double pitch(short[] samples, int rate) {
        double[] levels = envelope(samples, rate);
        int loudest = 1;
        for (int i = 1; i < levels.length - 3; i++) {
            if (levels[i] + levels[i + 1] > levels[loudest] + levels[loudest + 1]) {
                loudest = i;
            }
        }
        int start = loudest * (rate / 50);
        int length = Math.min(rate * 60 / 1_000, samples.length - start - rate / 60 - 1);
        double best = 0;
        int bestLag = rate / 100;
        for (int lag = rate / 400; lag <= rate / 60; lag++) {
            double sum = 0;
            for (int i = start; i < start + length; i++) {
                sum += (double) samples[i] * samples[i + lag];
            }
            if (sum > best * 1.02) {
                best = sum;
                bestLag = lag;
            }
        }
        return (double) rate / bestLag;
    }

    public static double correlation(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElse(0);
        double meanB = Arrays.stream(b).average().orElse(0);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return ab / Math.sqrt(aa * bb);
    }
}
