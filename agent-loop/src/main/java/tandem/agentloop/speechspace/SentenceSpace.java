package tandem.agentloop.speechspace;

import static tandem.agentloop.speechspace.Phrase.weight;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/// Builds a space of plain sentences, for ears that must understand known answers.
///
/// Confined to its builder's thread.
final class SentenceSpace {

    private static final int DRAWS = 60;

    private final String name;
    private final List<Phrase.Weighted> phrases = new ArrayList<>();

    SentenceSpace(String name, Collection<SpeechSpace.WeightedSentence> sentences) {
        this.name = name;
        for (SpeechSpace.WeightedSentence sentence : sentences) {
            Phrase phrase = Template.read(sentence.text(), SentenceSpace::slot);
            if (!phrase.equals(Phrase.nothing())) {
                phrases.add(weight(sentence.weight(), phrase));
            }
        }
        if (phrases.isEmpty()) {
            throw new IllegalArgumentException("no sentence to listen for in " + name);
        }
    }

    SpeechSpace build() {
        Phrase all = new Phrase.OneOf(phrases);
        TrigramModel model = new TrigramModel();
        PhraseSampler sampler = new PhraseSampler(new SplittableRandom(7));
        for (Phrase.Weighted phrase : phrases) {
            for (int n = 0; n < DRAWS; n++) {
                model.add(sampler.draw(phrase.phrase()), 20 * phrase.weight() / DRAWS);
            }
        }
        Set<String> words = new TreeSet<>();
        all.eachWord(words::add);
        words.forEach(model::know);
        String key = Names.key(name);
        Search search = new Search(key, JsgfText.of(key, all), model.arpa());
        return new SpeechSpace(name, search, Map.of(), words);
    }

    private static Phrase slot(String kind) {
        return switch (kind) {
            case "digits" -> NumberWords.digits(1, 12);
            case "number" -> NumberWords.cardinal();
            case "money" -> NumberWords.money();
            case "date" -> DateWords.date();
            case "weekday" -> DateWords.weekday();
            case "time" -> DateWords.time();
            default ->
                    throw new IllegalArgumentException(
                            "{"
                                    + kind
                                    + "} is none of {digits}, {number}, {money}, {date}, {weekday},"
                                    + " {time}");
        };
    }
}
