package tandem.media;

/// Listening quality by the E-model of ITU-T G.107, reduced to what RTP and RTCP tell: loss and
/// delay of a G.711 call with concealment (G.113 Appendix I: Bpl 25.1). Stateless.
final class QualityEstimate {

    private static final double BASE = 93.2;
    private static final double ROBUSTNESS = 25.1;
    private static final double NOTICED_DELAY_MILLIS = 177.3;

    private QualityEstimate() {}

    /// @param lossPercent after the jitter buffer
    /// @param delayMillis one way, mouth to ear
    /// @return mean opinion score, 1-4.5
    static double mos(double lossPercent, double delayMillis) {
        double loss = Math.max(lossPercent, 0);
        double impairment = 95 * loss / (loss + ROBUSTNESS);
        double delay = 0.024 * delayMillis;
        if (delayMillis > NOTICED_DELAY_MILLIS) {
            delay += 0.11 * (delayMillis - NOTICED_DELAY_MILLIS);
        }
        double rating = Math.clamp(BASE - impairment - delay, 0, 100);
        double score = 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6;
        return Math.clamp(score, 1, 4.5);
    }
}
