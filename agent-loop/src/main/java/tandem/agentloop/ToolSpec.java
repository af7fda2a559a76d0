package tandem.agentloop;

import java.time.Duration;

/// What a tool declares about itself.
///
/// @param schema JSON Schema of the arguments
/// @param sideEffect true when running it changes the world
/// @param timeout how long it may take
/// @param filler what is said when it takes longer than 700 ms; empty: nothing
/// @param needsConfirmation the caller must say yes in a turn of its own
public record ToolSpec(
        String name,
        String description,
        String schema,
        boolean sideEffect,
        boolean idempotent,
        Duration timeout,
        OnBargeIn onBargeIn,
        String filler,
        boolean needsConfirmation) {

    public ToolSpec {
        if (!name.matches("[a-z][a-z0-9_]{0,63}")) {
            throw new IllegalArgumentException("tool name must be lower_snake_case: " + name);
        }
        if (sideEffect && onBargeIn == OnBargeIn.CANCEL) {
            throw new IllegalArgumentException(
                    "a tool with side effects cannot be cancelled by barge-in: " + name);
        }
    }

    /// What happens to a running call when the caller interrupts.
    public enum OnBargeIn {
        CANCEL,
        KEEP,
        DETACH
    }
}
