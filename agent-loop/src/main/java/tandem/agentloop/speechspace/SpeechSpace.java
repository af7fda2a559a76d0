package tandem.agentloop.speechspace;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tandem.agentloop.Expectation;
import tandem.agentloop.flow.Flow;

/// Everything that may be said at one place, in English: one [Search] per expectation and the words
/// in them.
///
/// @param name the flow's, or whatever it stands for; what [tandem.agentloop.Recognizer.Request]
///   names
/// @param anything the search for [Expectation.Anything], and for all that has none of its own
/// @param narrowed by what has just been asked
/// @param words all words of all searches
public record SpeechSpace(
        String name, Search anything, Map<Expectation, Search> narrowed, Set<String> words) {

    public SpeechSpace {
        narrowed = Map.copyOf(narrowed);
        words = Set.copyOf(words);
    }

    /// Of a flow's examples, keywords, slots and what callers say around them.
    public static SpeechSpace of(Flow flow) {
        return new FlowSpace(flow).build();
    }

    /// Of plain sentences as they are written. `{digits}`, `{number}`, `{money}`, `{date}`,
    /// `{weekday}` and `{time}` stand for all that may be there; figures are spelled out.
    public static SpeechSpace ofSentences(String name, Collection<WeightedSentence> sentences) {
        return new SentenceSpace(name, sentences).build();
    }

    /// The searches, each once.
    public List<Search> searches() {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(anything), narrowed.values().stream())
                .distinct()
                .toList();
    }

    /// The search for what has just been asked. A number of digits for which there is none is
    /// looked for among all numbers.
    public Search searchFor(Expectation expectation) {
        Search own = narrowed.get(expectation);
        if (own != null) {
            return own;
        }
        return switch (expectation) {
            case Expectation.Digits _ -> narrowed.getOrDefault(FlowSpace.ANY_NUMBER, anything);
            case Expectation.Anything _,
                    Expectation.YesNo _,
                    Expectation.Date _,
                    Expectation.Name _ ->
                    anything;
        };
    }

    /// @param weight how often it is to be expected, relative to the others; above 0
    public record WeightedSentence(String text, double weight) {
        public WeightedSentence {
            if (!(weight > 0)) {
                throw new IllegalArgumentException("weight must be above 0: " + weight);
            }
        }

        public WeightedSentence(String text) {
            this(text, 1);
        }
    }
}
