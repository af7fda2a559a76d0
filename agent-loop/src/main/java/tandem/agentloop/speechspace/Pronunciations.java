package tandem.agentloop.speechspace;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The part of a CMU pronouncing dictionary that a set of words needs. Words that are not in it are
/// sounded out by their letters.
///
/// Immutable.
///
/// @param lines in the dictionary's own format, as in `zero Z IY R OW` and `zero(2) Z IH R OW`
/// @param soundedOut words whose pronunciation is a guess
public record Pronunciations(List<String> lines, Set<String> soundedOut) {

    public Pronunciations {
        lines = List.copyOf(lines);
        soundedOut = Set.copyOf(soundedOut);
    }

    /// Cuts `words` out of the dictionary file.
    public static Pronunciations of(Path dictionary, Set<String> words) throws IOException {
        Map<String, String> found = new TreeMap<>();
        Set<String> missing = new TreeSet<>(words);
        try (BufferedReader reader =
                Files.newBufferedReader(dictionary, StandardCharsets.ISO_8859_1)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int space = line.indexOf(' ');
                if (space > 0) {
                    String entry = line.substring(0, space);
                    int variant = entry.indexOf('(');
                    String word = variant > 0 ? entry.substring(0, variant) : entry;
                    if (words.contains(word)) {
                        found.put(entry, line.substring(space + 1).strip());
                        missing.remove(word);
                    }
                }
            }
        }
        for (String word : missing) {
            found.put(word, LetterSounds.of(word));
        }
        List<String> lines = new ArrayList<>();
        found.forEach((entry, phones) -> lines.add(entry + " " + phones));
        return new Pronunciations(lines, missing);
    }
}
