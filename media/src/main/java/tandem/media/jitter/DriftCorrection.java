package tandem.media.jitter;

/// How many samples to put in or leave out so that a sender whose clock runs differently does not
/// carry the leg's samples away from wall time. Immutable.
///
/// Within 30 ms nothing is touched. Beyond, 10 ms are mended per packet while nobody speaks; from
/// 80 ms on also 2 ms per packet of speech.
final class DriftCorrection {

    private static final int TOLERATED = 240;
    private static final int URGENT = 640;
    private static final int QUIET_STEP = 80;
    private static final int SPEECH_STEP = 16;

    /// @param behind ticks by which the samples lie behind wall time
    /// @return samples to put in, negative: to leave out
    int correct(long behind, boolean quiet) {
        long distance = Math.abs(behind);
        if (distance <= TOLERATED || (distance <= URGENT && !quiet)) {
            return 0;
        }
        int step = quiet ? QUIET_STEP : SPEECH_STEP;
        return behind > 0 ? step : -step;
    }
}
