package tandem.agentloop.provider.espeak;

import java.time.Duration;

/// @param program name or path of `espeak-ng`
/// @param wordsPerMinute 80-450; the program's own default is 175
/// @param patience how long the next audio of a sentence may take, its wait for a thread included
/// @param longest no sentence gets longer than this
public record EspeakSettings(
        String program, int wordsPerMinute, Duration patience, Duration longest) {

    public EspeakSettings {
        if (program.isBlank()) {
            throw new IllegalArgumentException("espeak program must be named");
        }
        if (wordsPerMinute < 80 || wordsPerMinute > 450) {
            throw new IllegalArgumentException(
                    "espeak words per minute out of 80-450: " + wordsPerMinute);
        }
        if (!patience.isPositive() || !longest.isPositive()) {
            throw new IllegalArgumentException("espeak patience and longest must be positive");
        }
    }

    public static EspeakSettings defaults() {
        return new EspeakSettings("espeak-ng", 160, Duration.ofSeconds(3), Duration.ofMinutes(2));
    }
}
