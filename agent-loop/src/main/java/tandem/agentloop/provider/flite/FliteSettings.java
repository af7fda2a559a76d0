package tandem.agentloop.provider.flite;

import java.time.Duration;
import java.util.Set;

/// @param voice used when a request names none: `rms`, `slt`, `awb`, `kal` or `kal16`
/// @param warmVoices copies of it that are ready from the start; one per `dsp` thread
/// @param patience how long the next audio of a sentence may take, its wait for a thread included
/// @param longest no sentence gets longer than this
public record FliteSettings(String voice, int warmVoices, Duration patience, Duration longest) {

    static final Set<String> VOICES = Set.of("rms", "slt", "awb", "kal", "kal16");

    public FliteSettings {
        if (!VOICES.contains(voice)) {
            throw new IllegalArgumentException("flite voice must be one of " + VOICES);
        }
        if (warmVoices < 0 || warmVoices > 64) {
            throw new IllegalArgumentException("flite warm voices out of 0-64: " + warmVoices);
        }
        if (!patience.isPositive() || !longest.isPositive()) {
            throw new IllegalArgumentException("flite patience and longest must be positive");
        }
    }

    public static FliteSettings defaults() {
        return new FliteSettings("rms", 2, Duration.ofSeconds(3), Duration.ofMinutes(2));
    }
}
