package tandem.agentloop.provider.pocketsphinx;

/// The cepstral mean of a caller's line: level in the first coefficient, voice and channel in the
/// others. Decoding with a mean far from the true one costs more words than anything else.
///
/// Immutable: no state.
final class LineMean {

    /// Frames that the library counts for a mean that it is given (`CMN_WIN`), and after how many
    /// in all it starts to forget (`CMN_WIN_HWM`).
    private static final int GIVEN = 500;

    private static final int FORGETS = 800;

    /// How many frames of 10 ms what was believed before is worth: little for the level, which any
    /// word tells, more for the rest, which hangs on the sounds that were spoken.
    private static final double LEVEL_BELIEF = 15;

    private static final double SHAPE_BELIEF = 150;

    private LineMean() {}

    /// What to believe after an utterance.
    ///
    /// @param before the mean that the library was given
    /// @param after what it had made of it at the end
    /// @param frames that it had seen in between
    static float[] learned(float[] before, float[] after, int frames) {
        float[] learned = after.clone();
        if (frames < 10) {
            return before.clone();
        }
        if (GIVEN + frames >= FORGETS) {
            return learned;
        }
        for (int n = 0; n < learned.length; n++) {
            double seen =
                    (after[n] * (double) (GIVEN + frames) - before[n] * (double) GIVEN) / frames;
            double belief = n == 0 ? LEVEL_BELIEF : SHAPE_BELIEF;
            learned[n] = (float) ((before[n] * belief + seen * frames) / (belief + frames));
        }
        return learned;
    }
}
