package tandem.agentloop.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tandem.agentloop.FlowMemory;

/// A flow memory opened for writing. Confined to one reply.
///
/// The stack holds the names of the intents that are being worked on, the current one last. A slot
/// is `slot.NAME` once it is certain, `doubt.NAME` until it was read back and confirmed, and
/// `part.NAME` while only its first digits are known.
final class Notes {

    private static final int DEEPEST = 3;
    private static final int LONGEST_LAST = 1_000;

    private final Map<String, String> values;
    private final List<String> stack;

    Notes(FlowMemory memory) {
        this.values = new HashMap<>(memory.values());
        this.stack = new ArrayList<>(memory.stack());
    }

    FlowMemory toMemory() {
        return new FlowMemory(values, stack);
    }

    // The intents that are being worked on.

    Optional<String> current() {
        return stack.isEmpty() ? Optional.empty() : Optional.of(stack.getLast());
    }

    void push(String intent) {
        stack.remove(intent);
        stack.add(intent);
        if (stack.size() > DEEPEST) {
            stack.removeFirst();
        }
    }

    void pop() {
        current()
                .ifPresent(intent -> {
                    stack.removeLast();
                    values.put("finished", intent);
                });
    }

    void dropAll() {
        stack.clear();
        values.remove("pending");
        values.keySet().removeIf(key -> key.startsWith("doubt.") || key.startsWith("part."));
        values.keySet().removeIf(key -> key.startsWith("confirmed."));
    }

    /// The intent that was worked on before, if any.
    Optional<String> finished() {
        return get("finished");
    }

    // Slots.

    Optional<String> slot(String name) {
        return get("slot." + name);
    }

    Optional<String> doubt(String name) {
        return get("doubt." + name);
    }

    Optional<String> part(String name) {
        return get("part." + name);
    }

    void sure(String name, String value) {
        forget(name);
        values.put("slot." + name, value);
    }

    void doubtful(String name, String value) {
        forget(name);
        values.put("doubt." + name, value);
    }

    void partly(String name, String digits) {
        forget(name);
        values.put("part." + name, digits);
    }

    void forget(String name) {
        values.remove("slot." + name);
        values.remove("doubt." + name);
        values.remove("part." + name);
    }

    /// What is known of every slot, certain or not.
    Map<String, String> known() {
        Map<String, String> known = new HashMap<>();
        for (String state : List.of("part.", "doubt.", "slot.")) {
            values.forEach((key, value) -> {
                if (key.startsWith(state)) {
                    known.put(key.substring(state.length()), value);
                }
            });
        }
        return known;
    }

    // Questions and answers.

    Pending pending() {
        return Pending.read(values.getOrDefault("pending", ""));
    }

    void pending(Pending pending) {
        put("pending", pending.written());
    }

    boolean confirmed(String intent) {
        return values.containsKey("confirmed." + intent);
    }

    void confirmed(String intent, boolean yes) {
        put("confirmed." + intent, yes ? "yes" : "");
    }

    String last() {
        return values.getOrDefault("last", "");
    }

    void last(String said) {
        put("last", said.substring(0, Math.min(said.length(), LONGEST_LAST)));
    }

    // Counters and marks.

    int count(String name) {
        String value = values.getOrDefault(name, "0");
        return value.matches("\\d{1,6}") ? Integer.parseInt(value) : 0;
    }

    int countUp(String name) {
        int count = Math.min(count(name) + 1, 999_999);
        values.put(name, String.valueOf(count));
        return count;
    }

    void clear(String name) {
        values.remove(name);
    }

    boolean marked(String name) {
        return values.containsKey(name);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    void put(String name, String value) {
        if (value.isEmpty()) {
            values.remove(name);
        } else {
            values.put(name, value);
        }
    }
}
