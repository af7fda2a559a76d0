package tandem.agentloop.turn;

import java.time.Duration;

/// How long this caller pauses without having finished: a moving average. Immutable.
///
/// @param average zero until the first pause
record Pauses(Duration average) {

    /// How much the newest pause weighs.
    private static final double WEIGHT = 0.3;

    /// How much longer than the average pause is waited.
    private static final double MARGIN = 1.2;

    static Pauses none() {
        return new Pauses(Duration.ZERO);
    }

    /// The first pause is averaged with the profile's shortest wait, so that one long pause does
    /// not slow the call down. Pauses longer than the longest wait are no pauses.
    Pauses learn(Duration pause, TurnSettings.EndOfTurn profile) {
        if (pause.isNegative() || pause.compareTo(profile.longest()) > 0) {
            return this;
        }
        Duration before = average.isZero() ? profile.shortest() : average;
        return new Pauses(
                Duration.ofNanos(
                        Math.round(before.toNanos() * (1 - WEIGHT) + pause.toNanos() * WEIGHT)));
    }

    /// The wait after something that sounds complete.
    Duration wait(TurnSettings.EndOfTurn profile) {
        Duration learned = Duration.ofNanos(Math.round(average.toNanos() * MARGIN));
        if (learned.compareTo(profile.shortest()) < 0) {
            return profile.shortest();
        }
        return learned.compareTo(profile.longest()) > 0 ? profile.longest() : learned;
    }
}
