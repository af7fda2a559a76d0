package tandem.sippscenarios.caller;

import java.time.Duration;
import java.util.List;
import tandem.sippscenarios.rtp.Reception;

/// What came of a call. Immutable.
///
/// @param problem why there was no conversation; empty when there was one
/// @param sendLateMillis 99 of 100 packets left less late than this
public record CallReport(
        String problem,
        Duration length,
        List<GoalResult> goals,
        Reception.Figures heard,
        long packetsSent,
        double sendLateMillis) {

    /// Delay factor and loss robustness of G.711 without concealment (ITU-T G.113 appendix I).
    private static final double ROBUSTNESS = 4.3;

    public CallReport {
        goals = List.copyOf(goals);
    }

    static CallReport failed(String problem) {
        Reception.Figures nothing = new Reception.Figures(0, 0, 0, 0, 0, 0, 0, 0);
        return new CallReport(problem, Duration.ZERO, List.of(), nothing, 0, 0);
    }

    public boolean isReached() {
        return problem.isEmpty() && goals.stream().allMatch(GoalResult::reached);
    }

    /// 0 all goals reached, 1 not all, 2 no conversation.
    public int exitStatus() {
        return problem.isEmpty() ? (isReached() ? 0 : 1) : 2;
    }

    /// Listening quality of what the caller heard, 1 to 4.4, from loss alone (ITU-T G.107).
    public double mos() {
        double expected = heard.received() + heard.lost();
        double loss = expected == 0 ? 0 : 100.0 * heard.lost() / expected;
        double r = 93.2 - 95 * loss / (loss + ROBUSTNESS);
        return r <= 0 ? 1 : 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6;
    }
}
