package tandem.sippscenarios.bench;

/// What the agent did about a sound, told from its packets. Immutable.
///
/// @param millis from the caller's first voiced packet to the agent's last packet with speech; NaN
///   unless it stopped
record Verdict(Kind kind, double millis) {

    /// Frames quieter than this say nothing about a change of loudness.
    private static final double CLEAR = 200;

    private static final double SPEECH = 40;
    private static final double STOPPED = 0.1;
    private static final double DUCKED = 0.45;

    /// So many clear frames in a row are silent when the agent stopped.
    private static final int PROOF = 3;

    /// A longer natural pause before the first silent frame hides when the agent stopped.
    private static final int LONGEST_PAUSE = 2;

    enum Kind {
        STOPPED,
        LOWERED,
        WENT_ON,
        /// The agent's own pause hid when it stopped, or it did not say what it said in the
        /// control.
        UNCLEAR
    }

    static final Verdict NONE = new Verdict(Kind.UNCLEAR, Double.NaN);

    /// @param control the welcome when nobody spoke over it
    static Verdict of(BargeInTrial.Recording control, BargeInTrial trial) {
        BargeInTrial.Recording heard = trial.recording();
        int from = 0;
        while (from < BargeInTrial.FRAMES && heard.nanos(from) < trial.firstVoiced()) {
            from++;
        }
        if (trial.firstVoiced() == 0 || !isSame(control, heard, from)) {
            return NONE;
        }
        int stop = stop(control, heard, from);
        if (stop < 0) {
            return new Verdict(
                    isLowered(control, heard, from) ? Kind.LOWERED : Kind.WENT_ON, Double.NaN);
        }
        int last = stop - 1;
        while (last > 0 && heard.loudness(last) < SPEECH) {
            last--;
        }
        if (stop - last > LONGEST_PAUSE) {
            return NONE;
        }
        return new Verdict(Kind.STOPPED, (heard.nanos(last) - trial.firstVoiced()) / 1e6);
    }

    private static boolean isSame(
            BargeInTrial.Recording control, BargeInTrial.Recording heard, int end) {
        int clear = 0;
        int same = 0;
        for (int frame = 0; frame < end; frame++) {
            double wanted = control.loudness(frame);
            if (wanted >= CLEAR) {
                clear++;
                same += Math.abs(heard.loudness(frame) / wanted - 1) < 0.25 ? 1 : 0;
            }
        }
        return same >= 0.8 * clear;
    }

    private static int stop(
            BargeInTrial.Recording control, BargeInTrial.Recording heard, int from) {
        int silent = 0;
        int first = -1;
        for (int frame = from; frame < BargeInTrial.FRAMES; frame++) {
            double wanted = control.loudness(frame);
            if (wanted < CLEAR || heard.nanos(frame) == 0) {
                continue;
            }
            if (heard.loudness(frame) < STOPPED * wanted) {
                first = silent == 0 ? frame : first;
                silent++;
                if (silent == PROOF) {
                    return first;
                }
            } else {
                silent = 0;
            }
        }
        return -1;
    }

    private static boolean isLowered(
            BargeInTrial.Recording control, BargeInTrial.Recording heard, int from) {
        for (int frame = from; frame < BargeInTrial.FRAMES; frame++) {
            double wanted = control.loudness(frame);
            boolean came = heard.nanos(frame) != 0;
            if (came && wanted >= 2 * CLEAR && heard.loudness(frame) < DUCKED * wanted) {
                return true;
            }
        }
        return false;
    }
}
