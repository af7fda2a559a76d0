package tandem.media.voice;

import java.util.Random;

/// Sounds that are nobody's words, over a faint line noise, 1.5 s each.
enum NotSpeech {
    CLICK {
        @Override
        void add(double[] sound, Random random) {
            int at = 6_000 + random.nextInt(160);
            for (int n = 0; n < 40; n++) {
                sound[at + n] += 12_000 * Math.exp(-n / 6.0) * random.nextGaussian();
            }
        }
    },
    BREATH {
        @Override
        void add(double[] sound, Random random) {
            int length = 3_000 + random.nextInt(1_500);
            double low = 0;
            for (int n = 0; n < length; n++) {
                low += 0.35 * (random.nextGaussian() - low);
                sound[5_000 + n] += 900 * low * Math.sin(Math.PI * n / length);
            }
        }
    },
    COUGH {
        @Override
        void add(double[] sound, Random random) {
            for (int burst = 0; burst < 2; burst++) {
                resonate(sound, 4_000 + burst * 3_200, 1_600 + random.nextInt(600), random);
            }
        }
    },
    /// A hand on the receiver: low rumble.
    RUMBLE {
        @Override
        void add(double[] sound, Random random) {
            double low = 0;
            double lower = 0;
            for (int n = 0; n < 4_000; n++) {
                low += 0.08 * (random.nextGaussian() - low);
                lower += 0.08 * (low - lower);
                sound[4_000 + n] += 12_000 * lower * Math.sin(Math.PI * n / 4_000);
            }
        }
    };

    static final int LENGTH = 12_000;

    abstract void add(double[] sound, Random random);

    short[] make(long seed) {
        Random random = new Random(seed);
        double[] sound = new double[LENGTH];
        for (int n = 0; n < LENGTH; n++) {
            sound[n] = 12 * random.nextGaussian();
        }
        add(sound, random);
        short[] samples = new short[LENGTH];
        for (int n = 0; n < LENGTH; n++) {
            samples[n] = (short) Math.clamp(Math.round(sound[n]), -32_000, 32_000);
        }
        return samples;
    }

    /// Noise through the throat's resonances at 600 and 1,500 Hz, with a sharp attack.
    private static void resonate(double[] sound, int at, int length, Random random) {
        double a1 = 0;
        double a2 = 0;
        double b1 = 0;
        double b2 = 0;
        for (int n = 0; n < length; n++) {
            double noise = random.nextGaussian() * 1_500 * Math.exp(-3.0 * n / length);
            double a = noise + 2 * 0.93 * Math.cos(2 * Math.PI * 600 / 8_000) * a1 - 0.8649 * a2;
            a2 = a1;
            a1 = a;
            double b = noise + 2 * 0.9 * Math.cos(2 * Math.PI * 1_500 / 8_000) * b1 - 0.81 * b2;
            b2 = b1;
            b1 = b;
            sound[at + n] += 0.5 * a + 0.5 * b;
        }
    }
}
