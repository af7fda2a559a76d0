package tandem.agentloop.flow;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What of a phrase counts for telling intents apart: word stems and pairs of them, numbers, days
/// and known names each collapsed to one class. Immutable.
final class Features {

    static final String NUMBER = "#number";
    static final String DAY = "#day";
    static final String NAME = "#name";

    /// Words that carry little by themselves; in pairs they count in full.
    private static final Set<String> FAINT =
            Set.of(
                    "a",
                    "an",
                    "the",
                    "i",
                    "you",
                    "it",
                    "is",
                    "am",
                    "are",
                    "be",
                    "my",
                    "your",
                    "to",
                    "of",
                    "on",
                    "in",
                    "for",
                    "and",
                    "do",
                    "doe",
                    "did",
                    "can",
                    "could",
                    "would",
                    "will",
                    "please",
                    "like",
                    "want",
                    "me",
                    "we",
                    "with",
                    "at",
                    "that",
                    "this",
                    "have",
                    "has",
                    "ha",
                    "had",
                    "get",
                    "got",
                    "so",
                    "um",
                    "uh",
                    "just",
                    "if",
                    "any",
                    "some",
                    "was",
                    "well",
                    "need",
                    "know",
                    "tell",
                    "about",
                    "by",
                    "or",
                    "okay",
                    "yes",
                    "hello",
                    "hi",
                    "actually",
                    "maybe",
                    "think",
                    "thing",
                    "way");

    /// Any day: only whether one is named matters here.
    private static final LocalDate SOME_DAY = LocalDate.of(2024, 1, 1);

    private final List<Flow.Slot> slots;
    private final List<String> names;

    Features(Flow flow) {
        this.slots = List.copyOf(flow.slots().values());
        this.names =
                slots.stream()
                        .filter(slot -> slot.kind() == Flow.Slot.Kind.NAME)
                        .flatMap(slot -> slot.fillers().stream())
                        .toList();
    }

    /// Weights by feature.
    Map<String, Double> of(List<String> words) {
        List<String> stems = collapsed(words).stream().map(Features::stem).toList();
        Map<String, Double> weights = new LinkedHashMap<>();
        for (String stem : stems) {
            weights.putIfAbsent(stem, isFaint(stem) ? 0.25 : 1.0);
        }
        String before = "^";
        for (String stem : stems) {
            weights.putIfAbsent(before + " " + stem, 0.35);
            before = stem;
        }
        weights.putIfAbsent(before + " $", 0.35);
        return weights;
    }

    static boolean isFaint(String feature) {
        return FAINT.contains(feature);
    }

    /// The words with numbers, days, names and slots as classes.
    List<String> collapsed(List<String> words) {
        List<String> left = new ArrayList<>(words);
        for (Flow.Slot slot : slots) {
            left.replaceAll(
                    word -> word.equals("{" + slot.name() + "}") ? ofKind(slot.kind()) : word);
        }
        Optional<Span<LocalDate>> day = SpokenDate.in(left, SOME_DAY);
        while (day.isPresent()) {
            replace(left, day.get(), DAY);
            day = SpokenDate.in(left, SOME_DAY);
        }
        for (int i = 0; i < left.size(); i++) {
            if (SpokenDate.isDateWord(left.get(i))) {
                left.set(i, DAY);
            }
        }
        List<Span<String>> numbers = SpokenDigits.in(left).reversed();
        for (Span<String> number : numbers) {
            if (number.value().length() > 1) {
                replace(left, number, NUMBER);
            }
        }
        if (!names.isEmpty()) {
            SpokenName.in(left, names, false).ifPresent(name -> replace(left, name, NAME));
        }
        return left;
    }

    private static void replace(List<String> words, Span<?> span, String with) {
        words.subList(span.from(), span.to()).clear();
        words.add(span.from(), with);
    }

    private static String ofKind(Flow.Slot.Kind kind) {
        return switch (kind) {
            case DIGITS, NUMBER -> NUMBER;
            case DATE -> DAY;
            case NAME -> NAME;
            case YES_NO -> "yes";
        };
    }

    /// Takes off English endings, so that `returning`, `returned` and `returns` are one word.
    static String stem(String word) {
        if (word.length() < 4 || word.startsWith("#")) {
            return word;
        }
        String stem = word;
        if (stem.endsWith("ies")) {
            stem = cut(stem, 3) + "y";
        } else if (stem.endsWith("s") && !stem.endsWith("ss") && !stem.endsWith("us")) {
            stem = cut(stem, 1);
        }
        if (stem.endsWith("ation") && stem.length() > 7) {
            stem = cut(stem, 5);
        } else if (stem.endsWith("ing") && stem.length() > 5) {
            stem = single(cut(stem, 3));
        } else if (stem.endsWith("ed") && stem.length() > 4) {
            stem = single(cut(stem, 2));
        } else if (stem.endsWith("ery") && stem.length() > 6) {
            stem = cut(stem, 1);
        }
        return stem.endsWith("e") && stem.length() > 3 ? cut(stem, 1) : stem;
    }

    private static String cut(String word, int letters) {
        return word.substring(0, word.length() - letters);
    }

    /// `shipp` of `shipped` becomes `ship`; `call` keeps its two letters.
    private static String single(String stem) {
        int end = stem.length() - 1;
        boolean twice = end > 1 && stem.charAt(end) == stem.charAt(end - 1);
        return twice && "lsz".indexOf(stem.charAt(end)) < 0 ? cut(stem, 1) : cancelled(stem);
    }

    private static String cancelled(String stem) {
        return stem.equals("cancell") ? "cancel" : stem;
    }
}
