package tandem.sippscenarios.load;

import tandem.sippscenarios.rtp.Utterance;

/// Fixed speech-like audio: syllables of a voice at 120 Hz with vowel-like overtones. Stateless.
final class Babble {

    private static final int RATE = 8_000;
    private static final double PITCH = 120;
    private static final double SYLLABLES_PER_SECOND = 4;
    private static final double[] OVERTONES = {1, 0.8, 0.6, 0.7, 0.9, 0.5, 0.3, 0.2, 0.25, 0.2};
    private static final double LOUDNESS = 3_000;

    private Babble() {}

    static Utterance seconds(double seconds) {
        short[] samples = new short[(int) (seconds * RATE)];
        for (int i = 0; i < samples.length; i++) {
            double t = i / (double) RATE;
            double envelope = Math.pow(Math.sin(Math.PI * SYLLABLES_PER_SECOND * t), 2);
            double sum = 0;
            for (int n = 0; n < OVERTONES.length; n++) {
                sum += OVERTONES[n] * Math.sin(2 * Math.PI * PITCH * (n + 1) * t);
            }
            samples[i] = (short) (LOUDNESS * envelope * sum / 2);
        }
        return new Utterance("", samples);
    }
}
