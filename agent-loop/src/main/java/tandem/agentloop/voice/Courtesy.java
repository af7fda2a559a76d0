package tandem.agentloop.voice;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import tandem.agentloop.turn.TurnSettings;

/// The line that is said when a caller would otherwise hear nothing: once after the patience is
/// over, and while a tool runs, its own line and then one every few seconds.
///
/// Confined to the call's thread.
final class Courtesy {

    private final TurnSettings.Waits waits;
    private final String moment;
    private OptionalLong at;
    private String line;
    private boolean toolsRun;

    Courtesy(TurnSettings.Waits waits, String moment, long now) {
        this.waits = waits;
        this.moment = moment;
        this.line = moment;
        this.at = after(now, waits.patience());
    }

    /// @param filler the tools' line; empty when they have none
    void toolsBegan(String filler, long now) {
        toolsRun = true;
        if (!filler.isBlank()) {
            line = filler;
            at = after(now, waits.toolFiller());
        }
    }

    void toolsEnded() {
        toolsRun = false;
        at = OptionalLong.empty();
    }

    /// Something else is being said.
    void spared() {
        if (!toolsRun) {
            at = OptionalLong.empty();
        }
    }

    OptionalLong deadline() {
        return at;
    }

    /// The line, when it is time for one. `busy`: something is being said, so it is not needed now.
    Optional<String> due(long now, boolean busy) {
        if (at.isEmpty() || at.getAsLong() > now) {
            return Optional.empty();
        }
        if (busy) {
            at = toolsRun ? after(now, waits.toolFiller()) : OptionalLong.empty();
            return Optional.empty();
        }
        String said = line;
        line = moment;
        at = toolsRun ? after(now, waits.nextFiller()) : OptionalLong.empty();
        return Optional.of(said);
    }

    private static OptionalLong after(long now, Duration wait) {
        return OptionalLong.of(now + wait.toNanos());
    }
}
