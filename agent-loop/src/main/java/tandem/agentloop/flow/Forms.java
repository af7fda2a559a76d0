package tandem.agentloop.flow;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tandem.agentloop.ToolResult;
import tandem.agentloop.ToolSpec;

/// Works an intent off: asks for what is missing, reads back what is in doubt, has an action
/// confirmed, wants the tool run, says what came of it. Confined to one reply.
final class Forms {

    private static final int MOST_MISSES = 2;

    private final Flow flow;
    private final Map<String, ToolSpec> tools;
    private final Notes notes;
    private final Speech speech;

    /// The intent whose tool is to run now, or "".
    private String wanted = "";

    Forms(Flow flow, Map<String, ToolSpec> tools, Notes notes, Speech speech) {
        this.flow = flow;
        this.tools = tools;
        this.notes = notes;
        this.speech = speech;
    }

    /// The intent whose tool is to run before anything more can be said.
    Optional<Flow.Intent> wanted() {
        return flow.intent(wanted);
    }

    Optional<Flow.Intent> current() {
        return notes.current().flatMap(flow::intent);
    }

    /// Begins an intent that has slots or a tool. What was chosen for an earlier one (a day, a yes)
    /// does not count for this one; numbers and names do.
    void begin(Flow.Intent intent) {
        if (!notes.current().equals(Optional.of(intent.name()))) {
            for (String name : intent.slots()) {
                Flow.Slot slot = slot(name);
                if (Set.of(Flow.Slot.Kind.DATE, Flow.Slot.Kind.YES_NO, Flow.Slot.Kind.NUMBER)
                        .contains(slot.kind())) {
                    notes.forget(name);
                }
            }
        }
        notes.confirmed(intent.name(), false);
        notes.push(intent.name());
    }

    /// Does the next step of the current intent; with none, nothing is open.
    void proceed() {
        Optional<Flow.Intent> intent = current();
        notes.pending(Pending.nothing());
        if (intent.isEmpty()) {
            return;
        }
        for (String name : intent.get().slots()) {
            if (!settle(intent.get(), slot(name))) {
                return;
            }
        }
        act(intent.get());
    }

    /// @return true when the slot is certain; else the question was put
    private boolean settle(Flow.Intent intent, Flow.Slot slot) {
        if (notes.slot(slot.name()).isPresent()) {
            return true;
        }
        Optional<String> doubt = notes.doubt(slot.name());
        if (doubt.isPresent()) {
            // A confirmation that names the value reads it back at the same time.
            if (!intent.confirm().contains("{" + slot.name() + "}")) {
                speech.say(slot.readBack());
                notes.pending(new Pending.Check(slot.name()));
                return false;
            }
            return true;
        }
        boolean begun = notes.part(slot.name()).isPresent() && !slot.more().isEmpty();
        speech.say(begun ? slot.more() : slot.ask());
        notes.pending(new Pending.Fill(slot.name()));
        return false;
    }

    private void act(Flow.Intent intent) {
        if (mustConfirm(intent) && !notes.confirmed(intent.name())) {
            speech.say(intent.confirm());
            notes.pending(new Pending.Act(intent.name()));
            return;
        }
        if (intent.tool().isPresent()) {
            wanted = intent.name();
            return;
        }
        finish(intent.answer(), Map.of());
    }

    private boolean mustConfirm(Flow.Intent intent) {
        return !intent.confirm().isEmpty()
                || intent.tool()
                        .map(use -> tools.get(use.tool()))
                        .filter(spec -> spec.needsConfirmation() || spec.sideEffect())
                        .isPresent();
    }

    /// The caller said yes to the action: what was in doubt was confirmed with it.
    void confirmed(Flow.Intent intent) {
        for (String slot : intent.slots()) {
            notes.doubt(slot).ifPresent(value -> notes.sure(slot, value));
        }
        notes.confirmed(intent.name(), true);
        proceed();
    }

    /// Says how the current intent ended and goes back to the one before it.
    void finish(String template, Map<String, String> values) {
        speech.say(template, values);
        current().ifPresent(intent -> notes.confirmed(intent.name(), false));
        notes.pop();
        resume();
    }

    /// Puts the open question of the intent below again, or asks what else there is.
    void resume() {
        if (notes.current().isPresent()) {
            speech.say(flow.repair().resume());
            proceed();
        } else {
            notes.pending(Pending.nothing());
            speech.offerMore();
        }
    }

    /// Gives the current intent up.
    void drop() {
        current().ifPresent(intent -> notes.confirmed(intent.name(), false));
        notes.pop();
    }

    /// What came of the current intent's tool.
    ///
    /// @return whether to offer a human now
    boolean came(ToolResult result) {
        wanted = "";
        Optional<Flow.Intent> intent = current().filter(one -> one.tool().isPresent());
        if (intent.isEmpty()) {
            resume();
            return false;
        }
        Flow.ToolUse use = intent.get().tool().orElseThrow();
        return switch (result) {
            case ToolResult.Done(Map<String, String> values) -> {
                notes.clear("misses");
                String by = values.getOrDefault("outcome", "");
                finish(use.doneBy().getOrDefault(by, use.done()), new HashMap<>(values));
                yield false;
            }
            case ToolResult.NotFound _ -> {
                speech.say(use.notFound().isEmpty() ? use.failed() : use.notFound());
                yield again(intent.get(), "");
            }
            case ToolResult.Refused(String sentence) -> again(intent.get(), sentence);
            case ToolResult.Failed _ -> {
                speech.say(use.failed());
                drop();
                yield true;
            }
        };
    }

    /// Asks for the value that did not fit: after `sentence`, which asks itself, the last slot;
    /// else the numbers that were looked for.
    private boolean again(Flow.Intent intent, String sentence) {
        boolean enough = notes.countUp("misses") > MOST_MISSES || intent.slots().isEmpty();
        notes.confirmed(intent.name(), false);
        if (!sentence.isEmpty()) {
            speech.say(Template.escaped(sentence));
            if (!enough) {
                String last = intent.slots().getLast();
                notes.forget(last);
                notes.pending(new Pending.Fill(last));
                return false;
            }
        }
        intent.slots().stream()
                .filter(name -> slot(name).kind() == Flow.Slot.Kind.DIGITS)
                .forEach(notes::forget);
        if (enough) {
            notes.clear("misses");
            drop();
            return true;
        }
        proceed();
        return false;
    }

    /// Puts the open question again; unlike [#proceed] it never wants a tool.
    void askAgain() {
        proceed();
        if (!wanted.isEmpty()) {
            wanted = "";
            notes.pending(Pending.nothing());
        }
    }

    Flow.Intent intent(String name) {
        return flow.intent(name)
                .orElseThrow(() -> new IllegalStateException("a flow without its intent " + name));
    }

    Flow.Slot slot(String name) {
        Flow.Slot slot = flow.slots().get(name);
        if (slot == null) {
            throw new IllegalStateException("a flow without its slot " + name);
        }
        return slot;
    }
}
