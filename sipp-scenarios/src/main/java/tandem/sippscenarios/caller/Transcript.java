package tandem.sippscenarios.caller;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What the caller has understood so far. Confined to the call's thread.
final class Transcript {

    /// @param startTick on the call's clock
    record Line(long startTick, long endTick, String text) {}

    private final List<Line> lines = new ArrayList<>();
    private int pending;

    /// An utterance has ended whose words are still to come.
    void awaitWords() {
        pending++;
    }

    void understood(Line line) {
        pending = Math.max(0, pending - 1);
        if (!line.text().isBlank()) {
            lines.add(line);
        }
    }

    void missed() {
        pending = Math.max(0, pending - 1);
    }

    boolean isPending() {
        return pending > 0;
    }

    /// Everything that ended after `tick`.
    String since(long tick) {
        return lines.stream()
                .filter(line -> line.endTick() > tick)
                .map(Line::text)
                .collect(Collectors.joining(" "));
    }
}
