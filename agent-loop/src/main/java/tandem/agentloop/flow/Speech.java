package tandem.agentloop.flow;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The answer while it is being put together. Confined to one reply.
final class Speech {

    private final Flow flow;
    private final Notes notes;
    private final LocalDate today;
    private final List<String> sentences = new ArrayList<>();

    Speech(Flow flow, Notes notes, LocalDate today) {
        this.flow = flow;
        this.notes = notes;
        this.today = today;
    }

    void say(String template) {
        say(template, Map.of());
    }

    /// @param values beside the slots and the persona, over which they win
    void say(String template, Map<String, String> values) {
        Map<String, String> all = new HashMap<>(spoken());
        all.put("agent", flow.persona().name());
        all.put("company", flow.persona().company());
        all.putAll(values);
        String text = Template.fill(template, all, today);
        if (!text.isEmpty()) {
            sentences.add(text);
        }
    }

    /// Says it, and what else there is to ask for when it does not end in a question itself.
    void sayAndOfferMore(String template, Map<String, String> values) {
        say(template, values);
        offerMore();
    }

    void offerMore() {
        List<String> more = flow.repair().anythingElse();
        if (!text().endsWith("?") && !more.isEmpty()) {
            int turn = notes.countUp("offered") - 1;
            say(more.get(turn % more.size()));
        }
    }

    boolean isEmpty() {
        return sentences.isEmpty();
    }

    String text() {
        return String.join(" ", sentences);
    }

    LocalDate today() {
        return today;
    }

    /// A tool's argument: slots as they are kept.
    String argument(String template) {
        return Template.filled(template, notes.known());
    }

    private Map<String, String> spoken() {
        Map<String, String> values = new HashMap<>();
        notes.known()
                .forEach((name, value) -> {
                    Flow.Slot slot = flow.slots().get(name);
                    boolean digits = slot != null && slot.kind() == Flow.Slot.Kind.DIGITS;
                    values.put(name, digits ? Template.grouped(value) : value);
                });
        return values;
    }
}
