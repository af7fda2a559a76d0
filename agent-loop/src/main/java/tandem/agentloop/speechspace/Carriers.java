package tandem.agentloop.speechspace;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What English callers say around a request, whatever it is about.
///
/// Immutable: read from resources of this package.
final class Carriers {

    private static final String[] LEADS = {
        "i want to",
        "i would like to",
        "i'd like to",
        "i need to",
        "can i",
        "could i",
        "can you",
        "could you",
        "can you tell me",
        "could you tell me",
        "please tell me",
        "please",
        "i want to know",
        "i would like to know",
        "i wanted to ask",
        "tell me",
        "i'm calling about",
        "i have a question about",
        "i need help with",
        "i'm calling to",
        "do you know",
        "may i ask",
    };

    /// Words that say little by themselves; a request without them at its head is its core.
    private static final Set<String> LIGHT =
            Set.of(
                    ("i you we it is are was were am be the a an my your our this that to of do does"
                                    + " did can could would will want need like please tell me where"
                                    + " what what's when how who which has have had i'd i'm i've"
                                    + " let's let get make give for about on in at")
                            .split(" "));

    private Carriers() {}

    static Phrase lead() {
        return Phrase.rule("lead", Phrase.oneOf(LEADS));
    }

    /// Openings that are followed by a verb, as in `i would like to`.
    static List<String> beforeVerbs() {
        return lines("before-verbs.txt");
    }

    /// Openings that are followed by a noun, as in `i have a question about`.
    static List<String> beforeNouns() {
        return lines("before-nouns.txt");
    }

    /// Openings that are followed by a clause, as in `can you tell me`.
    static List<String> beforeClauses() {
        return lines("before-clauses.txt");
    }

    /// Whole sentences of contact centres of any trade.
    static List<String> sentences() {
        return lines("contact-centre.txt");
    }

    /// `request` without the light words at its head; empty when nothing is left.
    static String core(String request) {
        String[] words = request.split(" ");
        int from = 0;
        while (from < words.length && LIGHT.contains(words[from])) {
            from++;
        }
        return String.join(" ", List.of(words).subList(from, words.length));
    }

    private static List<String> lines(String resource) {
        try (InputStream in = Carriers.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + resource);
            }
            List<String> all = new ArrayList<>();
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    all.add(SpokenText.of(line));
                }
            }
            return all;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(resource, unreadable);
        }
    }
}
