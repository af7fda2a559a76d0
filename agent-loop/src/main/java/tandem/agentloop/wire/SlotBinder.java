package tandem.agentloop.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tandem.agentloop.flow.Flow;

/// Reads and checks what a flow can ask for.
final class SlotBinder {

    static final List<String> KEYS =
            List.of("kind", "minimum", "maximum", "ask", "askAgain", "readBack", "more", "fillers");

    private final Map<String, Flow.Slot.Kind> kinds = new LinkedHashMap<>();

    SlotBinder() {
        kinds.put("digits", Flow.Slot.Kind.DIGITS);
        kinds.put("number", Flow.Slot.Kind.NUMBER);
        kinds.put("date", Flow.Slot.Kind.DATE);
        kinds.put("yesNo", Flow.Slot.Kind.YES_NO);
        kinds.put("name", Flow.Slot.Kind.NAME);
    }

    Flow.Slot bind(String name, Fields fields) {
        FlowBinder.badName(name)
                .ifPresent(message -> fields.problem(fields.place(), fields.path(), message));
        if (FlowBinder.PERSONA_NAMES.contains(name)) {
            fields.problem(fields.place(), fields.path(), "the persona has taken the name " + name);
        }
        Flow.Slot.Kind kind = fields.choice("kind", kinds, Optional.empty());
        Flow.Slot slot =
                new Flow.Slot(
                        name,
                        kind,
                        fields.integerOr("minimum", 0),
                        fields.integerOr("maximum", 0),
                        fields.text("ask"),
                        fields.text("askAgain"),
                        fields.textOr("readBack", ""),
                        fields.textOr("more", ""),
                        fields.texts("fillers"));
        if (kinds.containsKey(fields.textOr("kind", ""))) {
            checkRange(slot, fields);
        }
        checkSentences(slot, fields);
        return slot;
    }

    private static void checkRange(Flow.Slot slot, Fields fields) {
        int from = slot.minimum();
        int to = slot.maximum();
        switch (slot.kind()) {
            case DIGITS -> {
                if (from < 1 || to < from || to > 32) {
                    fields.problem(
                            fields.place("minimum"),
                            fields.path(),
                            "digits need 1 <= minimum <= maximum <= 32, found "
                                    + from
                                    + " and "
                                    + to);
                }
            }
            case NUMBER -> {
                if (to < from) {
                    fields.problem(
                            fields.place("maximum"),
                            fields.path(),
                            "maximum " + to + " is below minimum " + from);
                }
            }
            case DATE, YES_NO, NAME -> {
                if (from != 0 || to != 0) {
                    fields.problem(
                            fields.place("minimum"),
                            fields.path(),
                            "minimum and maximum are for digits and numbers");
                }
            }
        }
    }

    private static void checkSentences(Flow.Slot slot, Fields fields) {
        FlowBinder.check(fields, "ask", slot.ask(), List.of());
        FlowBinder.check(fields, "askAgain", slot.askAgain(), List.of());
        FlowBinder.check(fields, "readBack", slot.readBack(), List.of(slot.name()));
        Placeholders.mustName(fields, "readBack", slot.readBack(), slot.name());
        FlowBinder.check(fields, "more", slot.more(), List.of(slot.name()));
        Placeholders.mustName(fields, "more", slot.more(), slot.name());
        if (!slot.more().isEmpty() && slot.kind() != Flow.Slot.Kind.DIGITS) {
            fields.problem(fields.place("more"), fields.at("more"), "is for digits only");
        }
        if (!slot.fillers().isEmpty() && slot.kind() != Flow.Slot.Kind.NAME) {
            fields.problem(fields.place("fillers"), fields.at("fillers"), "are for names only");
        }
    }
}
