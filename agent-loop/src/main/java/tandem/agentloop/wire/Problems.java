package tandem.agentloop.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is wrong with a file, each with its place. Confined to one reading.
final class Problems {

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    private record Problem(YamlNode.Place place, String text) {}

    /// @param file as it is to be named in messages
    Problems(String file) {
        this.file = file;
    }

    /// @param path where in the flow, as in `intents.goodbye.examples[2]`; empty: the file itself
    void add(YamlNode.Place place, String path, String message) {
        String where = path.isEmpty() ? "" : path + ": ";
        found.add(
                new Problem(
                        place,
                        file + ":" + place.line() + ":" + place.column() + ": " + where + message));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /// In the order of the file.
    FlowFileException toException() {
        return new FlowFileException(
                file,
                found.stream()
                        .sorted(Comparator.comparing(Problem::place))
                        .map(Problem::text)
                        .distinct()
                        .toList());
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /// `; did you mean "x"?` when one of `allowed` is close to `found`, else nothing.
    static String didYouMean(String found, Collection<String> allowed) {
        Optional<String> nearest =
                allowed.stream().min(Comparator.comparingInt(word -> distance(found, word)));
        return nearest.filter(word -> distance(found, word) <= Math.max(1, word.length() / 3))
                .map(word -> "; did you mean \"" + word + "\"?")
                .orElse("");
    }

    /// Edits that lead from one word to the other, whatever the case; swapped neighbours count one.
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
                best = Math.min(best, cost[i - 1][j - 1] + change);
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    best = Math.min(best, cost[i - 2][j - 2] + 1);
                }
                cost[i][j] = best;
            }
        }
        return cost[a.length()][b.length()];
    }
}
