package tandem.agentloop.provider.pocketsphinx;

import java.nio.file.Path;
import java.time.Duration;

/// How the embedded recogniser runs.
///
/// @param model folder of the English model: `en-us` with the acoustic model and
///   `cmudict-en-us.dict`
/// @param warmWorkers processes that are always there
/// @param mostWorkers processes there may be; each runs one utterance at a time and holds about 80
///   MB. Unused ones beyond the warm are ended after `idle`
/// @param idle see `mostWorkers`
/// @param waiting utterances that may wait for a worker; further ones are refused
/// @param longestUtterance is cut there, and what follows is another utterance
/// @param preRoll of audio before the onset that is given to the decoders
/// @param tail of audio after the last voiced sample that is given to the decoders
/// @param hang after which a worker that does not answer is killed
/// @param start within which a worker must have loaded
public record PocketsphinxSettings(
        Path model,
        int warmWorkers,
        int mostWorkers,
        Duration idle,
        int waiting,
        Duration longestUtterance,
        Duration preRoll,
        Duration tail,
        Duration hang,
        Duration start) {

    public PocketsphinxSettings {
        if (warmWorkers < 1 || mostWorkers < warmWorkers) {
            throw new IllegalArgumentException(
                    "workers: need 1 <= warm <= most, not " + warmWorkers + " and " + mostWorkers);
        }
        if (waiting < 1) {
            throw new IllegalArgumentException("waiting must be at least 1, not " + waiting);
        }
        check("idle", idle, Duration.ofSeconds(1), Duration.ofDays(1));
        check("longestUtterance", longestUtterance, Duration.ofSeconds(2), Duration.ofMinutes(2));
        check("preRoll", preRoll, Duration.ZERO, Duration.ofMillis(900));
        check("tail", tail, Duration.ZERO, Duration.ofSeconds(1));
        check("hang", hang, Duration.ofMillis(100), Duration.ofMinutes(1));
        check("start", start, Duration.ofSeconds(1), Duration.ofMinutes(2));
    }

    /// The Debian package's model, a warm worker per core and at most six per core.
    public static PocketsphinxSettings defaults() {
        int cores = Runtime.getRuntime().availableProcessors();
        return new PocketsphinxSettings(
                Path.of("/usr/share/pocketsphinx/model/en-us"),
                cores,
                6 * cores,
                Duration.ofMinutes(1),
                64,
                Duration.ofSeconds(30),
                Duration.ofMillis(300),
                Duration.ofMillis(300),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20));
    }

    public PocketsphinxSettings withWorkers(int warm, int most) {
        return new PocketsphinxSettings(
                model, warm, most, idle, waiting, longestUtterance, preRoll, tail, hang, start);
    }

    public PocketsphinxSettings withHang(Duration hang) {
        return new PocketsphinxSettings(
                model,
                warmWorkers,
                mostWorkers,
                idle,
                waiting,
                longestUtterance,
                preRoll,
                tail,
                hang,
                start);
    }

    public PocketsphinxSettings withModel(Path model) {
        return new PocketsphinxSettings(
                model,
                warmWorkers,
                mostWorkers,
                idle,
                waiting,
                longestUtterance,
                preRoll,
                tail,
                hang,
                start);
    }

    private static void check(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    name + " must lie between " + least + " and " + most + ", not " + value);
        }
    }
}
