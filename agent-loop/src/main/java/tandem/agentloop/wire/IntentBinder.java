package tandem.agentloop.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tandem.agentloop.ToolSpec;
import tandem.agentloop.flow.Flow;
import tandem.agentloop.flow.Flow.Intent.Purpose;

/// Reads and checks what callers can want. Confined to one reading.
final class IntentBinder {

    static final List<String> KEYS =
            List.of(
                    "purpose",
                    "description",
                    "examples",
                    "keywords",
                    "slots",
                    "answer",
                    "confirm",
                    "tool");

    private final Map<String, Flow.Slot> slots;
    private final ToolUseBinder toolUses;
    private final Map<String, Purpose> purposes = new LinkedHashMap<>();

    /// Where an example was seen first, by the words that are heard.
    private final Map<String, String> examplesSeen = new HashMap<>();

    IntentBinder(Map<String, Flow.Slot> slots, List<ToolSpec> tools) {
        this.slots = slots;
        this.toolUses = new ToolUseBinder(tools);
        purposes.put("answer", Purpose.ANSWER);
        purposes.put("goodbye", Purpose.GOODBYE);
        purposes.put("human", Purpose.HUMAN);
        purposes.put("repeat", Purpose.REPEAT);
        purposes.put("thanks", Purpose.THANKS);
        purposes.put("wait", Purpose.WAIT);
        purposes.put("neverMind", Purpose.NEVER_MIND);
    }

    Flow.Intent bind(String name, Fields fields) {
        FlowBinder.badName(name)
                .ifPresent(message -> fields.problem(fields.place(), fields.path(), message));
        List<String> wanted = slots(fields);
        Flow.Intent intent =
                new Flow.Intent(
                        name,
                        fields.textOr("description", ""),
                        fields.choice("purpose", purposes, Optional.of(Purpose.ANSWER)),
                        examples(fields, wanted),
                        fields.texts("keywords"),
                        wanted,
                        fields.textOr("answer", ""),
                        fields.textOr("confirm", ""),
                        fields.optionalObject("tool", ToolUseBinder.KEYS)
                                .map(tool -> toolUses.bind(tool, wanted)));
        FlowBinder.check(fields, "answer", intent.answer(), wanted);
        FlowBinder.check(fields, "confirm", intent.confirm(), wanted);
        checkAnswer(intent, fields);
        checkConfirmation(intent, fields);
        return intent;
    }

    private List<String> slots(Fields fields) {
        List<String> names = fields.texts("slots");
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String where = fields.at("slots") + "[" + i + "]";
            if (!slots.containsKey(name)) {
                String near = Problems.didYouMean(name, slots.keySet());
                fields.problem(
                        fields.place("slots", i),
                        where,
                        "no slot is named \"" + name + "\"" + near);
            } else if (names.indexOf(name) < i) {
                fields.problem(fields.place("slots", i), where, "\"" + name + "\" is given twice");
            }
        }
        return names;
    }

    private List<String> examples(Fields fields, List<String> wanted) {
        List<String> examples = fields.texts("examples");
        if (examples.isEmpty()) {
            fields.problem(fields.place("examples"), fields.at("examples"), "name at least one");
        }
        for (int i = 0; i < examples.size(); i++) {
            String where = fields.at("examples") + "[" + i + "]";
            String example = examples.get(i);
            YamlNode.Place place = fields.place("examples", i);
            Placeholders.check(fields, place, where, example, wanted);
            String words = example.replaceAll("\\{[^{}]*}", "");
            if (!words.matches("[\\p{L}' -]*")) {
                fields.problem(
                        place,
                        where,
                        "write it as it is spoken: letters and apostrophes only, numbers as words");
            }
            String earlier = examplesSeen.putIfAbsent(heard(example), where);
            if (earlier != null) {
                fields.problem(place, where, "\"" + example + "\" stands at " + earlier + " too");
            }
        }
        return examples;
    }

    /// Two examples are one when a recogniser cannot tell them apart: slots of one kind sound
    /// alike.
    private String heard(String example) {
        String text = example.toLowerCase(Locale.ROOT);
        for (Flow.Slot slot : slots.values()) {
            text = text.replace("{" + slot.name() + "}", "{" + slot.kind() + slot.maximum() + "}");
        }
        return text.replaceAll("\\s+", " ").strip();
    }

    private void checkConfirmation(Flow.Intent intent, Fields fields) {
        intent.tool()
                .filter(use -> intent.confirm().isBlank() && toolUses.needsConfirmation(use.tool()))
                .ifPresent(use ->
                        fields.problem(
                                fields.place("confirm"),
                                fields.at("confirm"),
                                "missing: "
                                        + use.tool()
                                        + " runs only after the caller has said yes"));
    }

    private static void checkAnswer(Flow.Intent intent, Fields fields) {
        List<String> wrong = new ArrayList<>();
        boolean tool = intent.tool().isPresent();
        if (intent.description().isBlank() && mustBeAskedAbout(intent)) {
            wrong.add("needs a description, which completes \"Did you want …?\"");
        }
        switch (intent.purpose()) {
            case ANSWER -> {
                if (intent.answer().isBlank() && !tool) {
                    wrong.add("needs an answer or a tool");
                }
                if (!intent.answer().isBlank() && tool) {
                    wrong.add("has a tool, whose sentences are said instead of the answer");
                }
            }
            case GOODBYE, THANKS, WAIT, NEVER_MIND -> {
                if (intent.answer().isBlank()) {
                    wrong.add("needs an answer");
                }
            }
            case HUMAN, REPEAT -> {
                if (!intent.answer().isBlank()) {
                    wrong.add("needs no answer: what is said comes from elsewhere in the flow");
                }
            }
        }
        if (intent.purpose() != Purpose.ANSWER && (tool || !intent.slots().isEmpty())) {
            wrong.add("only an intent with the purpose answer may have slots and a tool");
        }
        wrong.forEach(message -> fields.problem(fields.place(), fields.path(), message));
    }

    /// Whether doing it wrongly would harm.
    private static boolean mustBeAskedAbout(Flow.Intent intent) {
        return switch (intent.purpose()) {
            case ANSWER -> intent.tool().isPresent() || !intent.slots().isEmpty();
            case GOODBYE, HUMAN -> true;
            case REPEAT, THANKS, WAIT, NEVER_MIND -> false;
        };
    }
}
