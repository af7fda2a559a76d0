package tandem.media.voice;

import java.util.Random;

/// Kinds of noise, the same at every run.
enum Noise {
    NONE {
        @Override
        double[] make(int samples) {
            return new double[samples];
        }
    },
    WHITE {
        @Override
        double[] make(int samples) {
            Random random = new Random(7);
            return random.doubles(samples).map(d -> random.nextGaussian()).toArray();
        }
    },
    PINK {
        @Override
        double[] make(int samples) {
            Random random = new Random(11);
            double[] noise = new double[samples];
            double a = 0;
            double b = 0;
            double c = 0;
            for (int n = 0; n < samples; n++) {
                // P. Kellet's three-pole approximation of -3 dB per octave.
                double white = random.nextGaussian();
                a = 0.99765 * a + white * 0.0990460;
                b = 0.96300 * b + white * 0.2965164;
                c = 0.57000 * c + white * 1.0526913;
                noise[n] = a + b + c + white * 0.1848;
            }
            return noise;
        }
    };

    abstract double[] make(int samples);
}
