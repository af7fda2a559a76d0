package tandem.agentloop.flow;

import java.util.List;

/// The question that the agent has asked and the caller has not answered yet. Immutable.
sealed interface Pending {

    /// No question is open.
    record Nothing() implements Pending {}

    /// What a slot is to hold.
    record Fill(String slot) implements Pending {}

    /// Whether a slot was heard right.
    record Check(String slot) implements Pending {}

    /// Whether the intent's action is to be done.
    record Act(String intent) implements Pending {}

    /// Whether this intent was meant.
    record DidYouWant(String intent) implements Pending {}

    /// Which of two intents was meant.
    record Which(String first, String second) implements Pending {}

    /// Whether a human is wanted.
    record OfferHuman() implements Pending {}

    static Pending nothing() {
        return new Nothing();
    }

    default String written() {
        return switch (this) {
            case Nothing _ -> "";
            case Fill(String slot) -> "fill " + slot;
            case Check(String slot) -> "check " + slot;
            case Act(String intent) -> "act " + intent;
            case DidYouWant(String intent) -> "want " + intent;
            case Which(String first, String second) -> "which " + first + " " + second;
            case OfferHuman _ -> "human";
        };
    }

    /// The opposite of [#written]; what it does not know is no question.
    static Pending read(String written) {
        List<String> parts = List.of(written.split(" "));
        String kind = parts.getFirst();
        if (parts.size() == 1) {
            return kind.equals("human") ? new OfferHuman() : nothing();
        }
        String name = parts.get(1);
        return switch (kind) {
            case "fill" -> new Fill(name);
            case "check" -> new Check(name);
            case "act" -> new Act(name);
            case "want" -> new DidYouWant(name);
            case "which" -> parts.size() == 3 ? new Which(name, parts.get(2)) : nothing();
            default -> nothing();
        };
    }
}
