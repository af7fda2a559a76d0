package tandem.sippscenarios.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A whole load, drawn from a seed: the same seed gives the same calls. Immutable.
record LoadPlan(List<PlannedCall> calls) {

    private static final String KEYS = "0123456789*#";

    LoadPlan {
        calls = List.copyOf(calls);
    }

    /// @param startsAt since the load began
    /// @param length from its answer to our BYE; for a cancelled call from its INVITE to its CANCEL
    /// @param keys to be pressed; may be empty
    record PlannedCall(CallPattern pattern, Duration startsAt, Duration length, String keys) {}

    /// @param perSecond calls begun per second, evenly
    /// @param longest the longest talk; the shortest is a tenth of it
    static LoadPlan draw(long seed, int calls, double perSecond, Duration longest) {
        SplittableRandom random = new SplittableRandom(seed);
        List<PlannedCall> drawn = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            CallPattern pattern = CallPattern.draw(random);
            Duration startsAt = Duration.ofNanos((long) (i * 1e9 / perSecond));
            drawn.add(
                    new PlannedCall(
                            pattern,
                            startsAt,
                            length(pattern, longest, random),
                            keys(pattern, random)));
        }
        return new LoadPlan(drawn);
    }

    private static Duration length(CallPattern pattern, Duration longest, SplittableRandom random) {
        return switch (pattern) {
            case TALK, KEYS, SILENT, MUTE -> {
                long most = longest.toMillis();
                yield Duration.ofMillis(random.nextLong(most / 10, most + 1));
            }
            // From before anything came back to well after the answer.
            case CANCEL -> Duration.ofMillis(random.nextLong(0, 60));
            case BRIEF -> Duration.ZERO;
        };
    }

    private static String keys(CallPattern pattern, SplittableRandom random) {
        if (pattern != CallPattern.KEYS) {
            return "";
        }
        StringBuilder keys = new StringBuilder();
        for (int i = random.nextInt(1, 9); i > 0; i--) {
            keys.append(KEYS.charAt(random.nextInt(KEYS.length())));
        }
        return keys.toString();
    }
}
