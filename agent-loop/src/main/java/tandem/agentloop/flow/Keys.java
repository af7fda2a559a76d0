package tandem.agentloop.flow;

import java.util.Optional;
import java.util.stream.Stream;

/// Where keyed digits belong. Keys are certain: nothing is read back.
final class Keys {

    private Keys() {}

    /// The slot that was asked for, one that the current intent lacks, or, with no intent at work,
    /// any that the digits fit.
    static Optional<Flow.Slot> slotFor(
            Flow flow, Notes notes, Optional<Flow.Intent> current, String digits) {
        Optional<String> asked =
                switch (notes.pending()) {
                    case Pending.Fill(String name) -> Optional.of(name);
                    case Pending.Check(String name) -> Optional.of(name);
                    case Pending.Nothing _,
                            Pending.Act _,
                            Pending.DidYouWant _,
                            Pending.Which _,
                            Pending.OfferHuman _ ->
                            Optional.empty();
                };
        Stream<String> names =
                current.map(intent -> Stream.concat(asked.stream(), intent.slots().stream()))
                        .orElseGet(() -> flow.slots().keySet().stream());
        return names.map(name -> Optional.ofNullable(flow.slots().get(name)))
                .flatMap(Optional::stream)
                .filter(slot -> slot.kind() == Flow.Slot.Kind.DIGITS)
                .filter(slot -> SlotFilling.fits(slot, joined(slot, notes, digits)))
                .filter(slot -> current.isPresent() || firstUse(flow, slot).isPresent())
                .findFirst();
    }

    /// The digits, behind those that were spoken before when only together they are enough.
    static String joined(Flow.Slot slot, Notes notes, String digits) {
        String before = notes.part(slot.name()).orElse("");
        return SlotFilling.fits(slot, digits) ? digits : before + digits;
    }

    /// What a number alone is most likely for.
    static Optional<Flow.Intent> firstUse(Flow flow, Flow.Slot slot) {
        return flow.intents().stream()
                .filter(intent -> intent.slots().size() == 1)
                .filter(intent -> intent.slots().getFirst().equals(slot.name()))
                .findFirst();
    }
}
