package tandem.agentloop.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tandem.agentloop.ToolSpec;
import tandem.agentloop.flow.Flow;
import tandem.callmodel.Language;

/// Turns a document into a flow and reports what does not fit. Confined to one reading.
final class FlowBinder {

    static final List<String> ROOT =
            List.of(
                    "name",
                    "languages",
                    "persona",
                    "greeting",
                    "prompt",
                    "slots",
                    "intents",
                    "repair",
                    "escalation",
                    "silence",
                    "pronunciation");
    static final List<String> PERSONA = List.of("name", "company", "voices");
    static final List<String> GREETING = List.of("disclosure", "welcome");
    static final List<String> REPAIR =
            List.of(
                    "notUnderstood",
                    "clarify",
                    "confirm",
                    "corrected",
                    "declined",
                    "resume",
                    "anythingElse",
                    "outOfScope");
    static final List<String> ESCALATION = List.of("offer", "transfer", "callBack", "unavailable");
    static final List<String> SILENCE = List.of("reprompts", "goodbye");

    /// What every template may name.
    static final List<String> PERSONA_NAMES = List.of("agent", "company");

    private final Problems problems;
    private final List<ToolSpec> tools;

    FlowBinder(Problems problems, List<ToolSpec> tools) {
        this.problems = problems;
        this.tools = tools;
    }

    Flow bind(YamlNode document) {
        Fields root = Fields.of(problems, "", document, ROOT);
        String name = root.text("name");
        if (!name.isBlank() && !name.matches("[a-z][a-z0-9_-]{0,63}")) {
            root.problem(
                    root.place("name"),
                    "name",
                    "must be small letters, digits, '-' and '_', found \"" + name + "\"");
        }
        Fields persona = root.object("persona", PERSONA);
        Map<String, String> voices = persona.textByName("voices");
        List<Language> languages = languages(root, persona, voices);
        SlotBinder slotBinder = new SlotBinder();
        Map<String, Flow.Slot> slots = new LinkedHashMap<>();
        root.objectsByName("slots", SlotBinder.KEYS)
                .forEach((slot, fields) -> slots.put(slot, slotBinder.bind(slot, fields)));
        return new Flow(
                name,
                languages,
                new Flow.Persona(persona.text("name"), persona.text("company"), voices),
                root.textOr("prompt", ""),
                greeting(root.object("greeting", GREETING)),
                slots,
                intents(root, slots),
                repair(root.object("repair", REPAIR)),
                escalation(root.object("escalation", ESCALATION)),
                silence(root.object("silence", SILENCE)),
                root.textByName("pronunciation"));
    }

    private List<Language> languages(Fields root, Fields persona, Map<String, String> voices) {
        List<Language> languages = new ArrayList<>();
        List<String> tags = root.texts("languages");
        for (int i = 0; i < tags.size(); i++) {
            YamlNode.Place place = root.place("languages", i);
            String where = root.at("languages") + "[" + i + "]";
            try {
                Language language = new Language(tags.get(i));
                languages.add(language);
                if (!voices.containsKey(language.primary())) {
                    persona.problem(
                            persona.place("voices"),
                            persona.at("voices"),
                            "no voice for the language " + language.primary());
                }
            } catch (IllegalArgumentException notOne) {
                root.problem(place, where, String.valueOf(notOne.getMessage()));
            }
        }
        if (tags.isEmpty()) {
            root.problem(root.place("languages"), "languages", "name at least one, as in [en]");
        }
        return languages;
    }

    private List<Flow.Intent> intents(Fields root, Map<String, Flow.Slot> slots) {
        IntentBinder binder = new IntentBinder(slots, tools);
        List<Flow.Intent> intents = new ArrayList<>();
        root.objectsByName("intents", IntentBinder.KEYS)
                .forEach((name, fields) -> intents.add(binder.bind(name, fields)));
        if (intents.isEmpty()) {
            root.problem(root.place("intents"), "intents", "name at least one");
        }
        return intents;
    }

    private static Flow.Greeting greeting(Fields fields) {
        return new Flow.Greeting(said(fields, "disclosure"), said(fields, "welcome"));
    }

    private static Flow.Repair repair(Fields fields) {
        List<String> notUnderstood = saidOnes(fields, "notUnderstood");
        String clarify = fields.text("clarify");
        Placeholders.mustName(fields, "clarify", clarify, "first", "second");
        check(fields, "clarify", clarify, List.of("first", "second"));
        String confirm = fields.text("confirm");
        Placeholders.mustName(fields, "confirm", confirm, "intent");
        check(fields, "confirm", confirm, List.of("intent"));
        return new Flow.Repair(
                notUnderstood,
                clarify,
                confirm,
                fields.textOr("corrected", ""),
                said(fields, "declined"),
                fields.textOr("resume", ""),
                saidOnes(fields, "anythingElse"),
                said(fields, "outOfScope"));
    }

    private static Flow.Escalation escalation(Fields fields) {
        String callBack = fields.text("callBack");
        Placeholders.mustName(fields, "callBack", callBack, "reference");
        check(fields, "callBack", callBack, List.of("reference"));
        return new Flow.Escalation(
                said(fields, "offer"),
                said(fields, "transfer"),
                callBack,
                said(fields, "unavailable"));
    }

    private static Flow.Silence silence(Fields fields) {
        return new Flow.Silence(saidOnes(fields, "reprompts"), said(fields, "goodbye"));
    }

    /// A sentence that names nothing but the persona.
    private static String said(Fields fields, String key) {
        String text = fields.text(key);
        check(fields, key, text, List.of());
        return text;
    }

    private static List<String> saidOnes(Fields fields, String key) {
        List<String> texts = fields.texts(key);
        if (texts.isEmpty()) {
            fields.problem(fields.place(key), fields.at(key), "name at least one");
        }
        for (int i = 0; i < texts.size(); i++) {
            String where = fields.at(key) + "[" + i + "]";
            if (texts.get(i).isBlank()) {
                fields.problem(fields.place(key, i), where, "must not be empty");
            }
            Placeholders.check(fields, fields.place(key, i), where, texts.get(i), PERSONA_NAMES);
        }
        return texts;
    }

    static void check(Fields fields, String key, String template, List<String> names) {
        List<String> allowed = new ArrayList<>(names);
        allowed.addAll(PERSONA_NAMES);
        Placeholders.check(fields, fields.place(key), fields.at(key), template, allowed);
    }

    static Optional<String> badName(String name) {
        return name.matches("[a-z][a-z0-9_]{0,63}")
                ? Optional.empty()
                : Optional.of("a name is small letters, digits and '_', found \"" + name + "\"");
    }
}
