package tandem.agentloop.flow;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The caller's answer to "this, or that?". Immutable.
record Choice(Readings meaning, Flow.Intent first, Flow.Intent second) {

    Optional<Flow.Intent> of(Heard heard) {
        if (heard.says("the first", "first one", "the former")) {
            return Optional.of(first);
        }
        if (heard.says("the second", "second one", "the latter", "the other one")) {
            return Optional.of(second);
        }
        switch (meaning.understand(heard.hypotheses())) {
            case Understanding.Certain(Flow.Intent intent) -> {
                return Optional.of(intent);
            }
            case Understanding.Likely(Flow.Intent intent) -> {
                if (intent.equals(first) || intent.equals(second)) {
                    return Optional.of(intent);
                }
            }
            case Understanding.Either _,
                    Understanding.OutOfScope _,
                    Understanding.NotUnderstood _ -> {}
        }
        boolean forFirst = names(first, second, heard);
        boolean forSecond = names(second, first, heard);
        if (forFirst == forSecond) {
            return Optional.empty();
        }
        return Optional.of(forFirst ? first : second);
    }

    /// Whether a word of one intent's description or keywords was said that the other lacks.
    private static boolean names(Flow.Intent one, Flow.Intent other, Heard heard) {
        Set<String> own = ownStems(one);
        own.removeAll(ownStems(other));
        return heard.readings().stream()
                .anyMatch(words -> stems(words).stream().anyMatch(own::contains));
    }

    private static Set<String> ownStems(Flow.Intent intent) {
        Set<String> stems = stems(intent.description());
        stems.addAll(keywordsOf(intent));
        stems.removeIf(Features::isFaint);
        return stems;
    }

    static Set<String> keywordsOf(Flow.Intent intent) {
        return intent.keywords().stream()
                .flatMap(word -> stems(word).stream())
                .collect(Collectors.toSet());
    }

    /// Every word of the intent's examples: said beside a yes they change nothing.
    static Set<String> ownWords(Flow.Intent intent) {
        Set<String> words =
                intent.examples().stream()
                        .flatMap(example -> Words.of(example).stream())
                        .collect(Collectors.toSet());
        words.removeIf(word -> YesNo.in(List.of(word)) != YesNo.UNCLEAR);
        return words;
    }

    static Set<String> stems(String text) {
        return stems(Words.of(text));
    }

    static Set<String> stems(List<String> words) {
        return words.stream().map(Features::stem).collect(Collectors.toSet());
    }
}
