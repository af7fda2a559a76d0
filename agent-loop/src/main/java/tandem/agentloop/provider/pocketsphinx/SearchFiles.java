package tandem.agentloop.provider.pocketsphinx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tandem.agentloop.speechspace.Pronunciations;
import tandem.agentloop.speechspace.Search;
import tandem.agentloop.speechspace.SpeechSpace;

/// The folder in which workers find dictionary, grammars and language models.
///
/// Immutable.
record SearchFiles(Path folder) {

    private static final String MEASURING =
            "#JSGF V1.0;\ngrammar measuring;\npublic <utterance> = oh;\n";

    Path dictionary() {
        return folder.resolve("words.dict");
    }

    Path features() {
        return folder.resolve("feat.params");
    }

    /// A grammar of next to nothing, for passes that only measure.
    Path measuringGrammar() {
        return folder.resolve("measuring.gram");
    }

    Path grammar(String search) {
        return folder.resolve(search + ".gram");
    }

    Path model(String search) {
        return folder.resolve(search + ".arpa");
    }

    /// Names of the searches.
    List<String> searches() throws IOException {
        return Files.readAllLines(folder.resolve("searches"));
    }

    /// Writes everything for `spaces`, in one dictionary.
    ///
    /// @return words whose pronunciation had to be guessed
    Set<String> write(Collection<SpeechSpace> spaces, Path modelFolder) throws IOException {
        Set<String> words = new TreeSet<>();
        Set<String> names = new TreeSet<>();
        for (SpeechSpace space : spaces) {
            words.addAll(space.words());
            words.add("oh");
            for (Search search : space.searches()) {
                if (!names.add(search.name())) {
                    throw new IllegalArgumentException("two searches named " + search.name());
                }
                Files.writeString(grammar(search.name()), search.grammar());
                Files.writeString(model(search.name()), search.model());
            }
        }
        Pronunciations pronunciations =
                Pronunciations.of(modelFolder.resolve("cmudict-en-us.dict"), words);
        Files.write(dictionary(), pronunciations.lines(), StandardCharsets.ISO_8859_1);
        String features = Files.readString(modelFolder.resolve("en-us/feat.params"));
        Files.writeString(features(), TelephoneFeatures.of(features));
        Files.writeString(measuringGrammar(), MEASURING);
        Files.write(folder.resolve("searches"), names);
        return pronunciations.soundedOut();
    }

    void delete() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
