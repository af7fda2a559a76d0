package tandem.sippscenarios.caller;

import java.util.LinkedHashMap;
import java.util.Map;

/// What became of one goal. Immutable.
///
/// @param detail why it was missed, or what was heard
/// @param figures measured milliseconds by name, as in `barge_in_stop`, `response`
public record GoalResult(String goal, boolean reached, String detail, Map<String, Double> figures) {

    public GoalResult {
        figures = Map.copyOf(new LinkedHashMap<>(figures));
    }

    static GoalResult missed(String goal, String why) {
        return new GoalResult(goal, false, why, Map.of());
    }
}
