package tandem.agentloop.flow;

import org.jspecify.annotations.Nullable;
import tandem.agentloop.Expectation;

/// What the open question can be answered with, for the recogniser and the keys.
final class Expectations {

    private Expectations() {}

    static Expectation of(Flow flow, Notes notes) {
        return switch (notes.pending()) {
            case Pending.Fill(String name) -> ofSlot(flow.slots().get(name), notes);
            case Pending.Check _, Pending.Act _, Pending.DidYouWant _, Pending.OfferHuman _ ->
                    new Expectation.YesNo();
            case Pending.Nothing _, Pending.Which _ -> new Expectation.Anything();
        };
    }

    private static Expectation ofSlot(Flow.@Nullable Slot slot, Notes notes) {
        if (slot == null) {
            return new Expectation.Anything();
        }
        return switch (slot.kind()) {
            case DIGITS -> {
                int known = notes.part(slot.name()).map(String::length).orElse(0);
                yield new Expectation.Digits(
                        Math.max(1, slot.minimum() - known), Math.max(1, slot.maximum() - known));
            }
            case NUMBER -> new Expectation.Anything();
            case DATE -> new Expectation.Date();
            case YES_NO -> new Expectation.YesNo();
            case NAME -> new Expectation.Name();
        };
    }
}
