package tandem.agentloop.speechspace;

import static tandem.agentloop.speechspace.Phrase.inOrder;
import static tandem.agentloop.speechspace.Phrase.oneOf;
import static tandem.agentloop.speechspace.Phrase.perhaps;
import static tandem.agentloop.speechspace.Phrase.rule;
import static tandem.agentloop.speechspace.Phrase.weight;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tandem.agentloop.Expectation;
import tandem.agentloop.flow.Flow;
import tandem.agentloop.flow.Flow.Intent;
import tandem.agentloop.flow.Flow.Slot;

/// Builds the space of a flow.
///
/// Confined to its builder's thread.
final class FlowSpace {

    static final Expectation.Digits ANY_NUMBER = new Expectation.Digits(1, 12);

    private final Flow flow;

    /// By name, so that a flow gives the same space every time.
    private final Map<String, Slot> slots;

    private final FlowCorpus corpus;
    private final Set<String> words = new TreeSet<>();

    FlowSpace(Flow flow) {
        this.flow = flow;
        this.slots = new TreeMap<>(flow.slots());
        this.corpus = new FlowCorpus(flow, this::slot);
    }

    SpeechSpace build() {
        Map<Expectation, Search> narrowed = new HashMap<>();
        Search anything = search("anything", open(), 0);
        narrowed.put(new Expectation.YesNo(), search("yes_no", yesNo(), 0.7));
        for (Expectation.Digits digits : numbers()) {
            String name = "digits_" + digits.minimum() + "_" + digits.maximum();
            narrowed.put(digits, search(name, asked(Slot.Kind.DIGITS, digits(digits)), 0.8));
        }
        if (has(Slot.Kind.DATE)) {
            Phrase dates = asked(Slot.Kind.DATE, DateWords.date());
            narrowed.put(new Expectation.Date(), search("date", dates, 0.7));
        }
        if (has(Slot.Kind.NAME)) {
            Phrase names = asked(Slot.Kind.NAME, names());
            narrowed.put(new Expectation.Name(), search("name", names, 0.7));
        }
        return new SpeechSpace(flow.name(), anything, narrowed, words);
    }

    private Search search(String name, Phrase phrase, double share) {
        String key = Names.key(flow.name()) + "_" + name;
        phrase.eachWord(words::add);
        TrigramModel model = corpus.model(phrase, share);
        model.words().forEach(words::add);
        return new Search(key, JsgfText.of(key, phrase), model.arpa());
    }

    /// All intents, and answers to questions asked earlier.
    private Phrase open() {
        List<Phrase.Weighted> all = new ArrayList<>();
        for (Intent intent : flow.intents()) {
            List<Phrase> examples = corpus.examples(intent);
            if (!examples.isEmpty()) {
                Phrase each = rule("intent_" + Names.key(intent.name()), oneOf(examples));
                all.add(weight(10, each));
            }
        }
        Phrase intents = all.isEmpty() ? AnswerWords.refusal() : new Phrase.OneOf(all);
        Phrase said =
                inOrder(
                        perhaps(0.2, AnswerWords.hesitation()),
                        perhaps(0.3, Carriers.lead()),
                        rule("intents", intents),
                        perhaps(0.1, oneOf("please", "thanks", "thank you")));
        List<Phrase.Weighted> ways = new ArrayList<>();
        ways.add(weight(0.88, said));
        ways.add(weight(0.06, oneOf(AnswerWords.yes(), AnswerWords.no())));
        ways.add(weight(0.02, AnswerWords.refusal()));
        if (!slots.isEmpty()) {
            List<Phrase> values = slots.keySet().stream().map(this::slot).toList();
            ways.add(weight(0.04, AnswerWords.correction(oneOf(values))));
        }
        return new Phrase.OneOf(ways);
    }

    private Phrase yesNo() {
        List<Phrase.Weighted> ways = new ArrayList<>();
        ways.add(weight(0.4, AnswerWords.yes()));
        ways.add(weight(0.3, AnswerWords.no()));
        ways.add(weight(0.05, AnswerWords.refusal()));
        ways.add(weight(0.05, escape()));
        List<Phrase> values = new ArrayList<>();
        int longest = numbers().stream().mapToInt(Expectation.Digits::maximum).max().orElse(0);
        if (has(Slot.Kind.DIGITS) || has(Slot.Kind.NUMBER)) {
            values.add(NumberWords.digits(1, Math.max(4, longest)));
        }
        if (has(Slot.Kind.DATE)) {
            values.add(DateWords.date());
        }
        if (has(Slot.Kind.NAME)) {
            values.add(names());
        }
        if (!values.isEmpty()) {
            ways.add(weight(0.2, AnswerWords.correction(oneOf(values))));
        }
        return new Phrase.OneOf(ways);
    }

    /// The answer to a question for a value of `kind`, and ways out of it.
    private Phrase asked(Slot.Kind kind, Phrase value) {
        return new Phrase.OneOf(
                List.of(
                        weight(0.9, AnswerWords.answer(value, nouns(kind))),
                        weight(0.05, AnswerWords.refusal()),
                        weight(0.05, escape())));
    }

    /// The conversation's own intents, which may come at any time.
    private Phrase escape() {
        List<Phrase> all = new ArrayList<>();
        for (Intent intent : flow.intents()) {
            if (intent.purpose() != Intent.Purpose.ANSWER) {
                all.addAll(corpus.examples(intent));
            }
        }
        return all.isEmpty() ? AnswerWords.refusal() : rule("escape", oneOf(all));
    }

    /// What values of `kind` are called, as in `order number`.
    private List<String> nouns(Slot.Kind kind) {
        return slots.values().stream()
                .filter(slot -> slot.kind() == kind)
                .map(slot -> SpokenText.of(slot.name().replace('_', ' ')))
                .filter(noun -> !noun.isEmpty())
                .toList();
    }

    private Set<Expectation.Digits> numbers() {
        Set<Expectation.Digits> all = new LinkedHashSet<>();
        for (Slot slot : slots.values()) {
            if (slot.kind() == Slot.Kind.DIGITS) {
                all.add(new Expectation.Digits(slot.minimum(), slot.maximum()));
            }
        }
        all.add(ANY_NUMBER);
        return all;
    }

    private static Phrase digits(Expectation.Digits digits) {
        return NumberWords.number(digits.minimum(), digits.maximum());
    }

    private Phrase names() {
        List<String> names = new ArrayList<>();
        for (Slot slot : slots.values()) {
            if (slot.kind() == Slot.Kind.NAME) {
                slot.fillers().stream().map(SpokenText::of).forEach(names::add);
            }
        }
        return rule("name", oneOf(names.toArray(String[]::new)));
    }

    private boolean has(Slot.Kind kind) {
        return slots.values().stream()
                .anyMatch(s ->
                        s.kind() == kind && (kind != Slot.Kind.NAME || !s.fillers().isEmpty()));
    }

    private Phrase slot(String name) {
        Slot slot = slots.get(name);
        if (slot == null) {
            throw new IllegalArgumentException(
                    "flow " + flow.name() + " has no slot {" + name + "}");
        }
        return switch (slot.kind()) {
            case DIGITS -> NumberWords.digits(slot.minimum(), slot.maximum());
            case NUMBER -> NumberWords.cardinal();
            case DATE -> DateWords.date();
            case YES_NO -> oneOf(AnswerWords.yes(), AnswerWords.no());
            case NAME -> slot.fillers().isEmpty() ? AnswerWords.refusal() : names();
        };
    }
}
