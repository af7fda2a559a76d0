package tandem.media.playout;

/// Full or ducked loudness, changed gradually over one packet. Confined to the loop.
final class Gain {

    private static final int UNITY = 1 << 15;

    private final int duckedGain;
    private int gain = UNITY;

    Gain(double duckDecibels) {
        duckedGain = (int) Math.round(UNITY * Math.pow(10, -duckDecibels / 20));
    }

    void apply(short[] samples, int length, boolean ducked) {
        int target = ducked ? duckedGain : UNITY;
        int from = gain;
        gain = target;
        if (length == 0 || (from == UNITY && target == UNITY)) {
            return;
        }
        for (int n = 0; n < length; n++) {
            int now = from + (target - from) * (n + 1) / length;
            samples[n] = (short) ((samples[n] * now) >> 15);
        }
    }
}
