package tandem.agentloop.speechspace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tandem.agentloop.flow.Flow;
import tandem.agentloop.flow.Flow.Intent;
import tandem.agentloop.flow.Flow.Slot;
import tandem.callmodel.Language;

/// A small flow for tests: a few intents and a slot of each kind.
public final class ShopFlow {

    private ShopFlow() {}

    public static Flow flow() {
        Map<String, Slot> slots = new LinkedHashMap<>();
        slots.put("order_number", slot("order_number", Slot.Kind.DIGITS, 6, 6, List.of()));
        slots.put("day", slot("day", Slot.Kind.DATE, 0, 0, List.of()));
        slots.put(
                "caller_name",
                slot("caller_name", Slot.Kind.NAME, 0, 0, List.of("mary jones", "john smith")));
        return new Flow(
                "shop",
                List.of(Language.ENGLISH),
                new Flow.Persona("Robin", "Maple", Map.of()),
                "",
                new Flow.Greeting("", ""),
                slots,
                List.of(
                        intent("opening_hours", "what are your opening hours", "when do you close"),
                        intent(
                                "order_status",
                                "where is my order",
                                "when will my package get here",
                                "where is order {order_number}"),
                        intent(
                                "cancel_order",
                                "i want to cancel my order",
                                "cancel order {order_number}"),
                        intent("delivery_day", "please deliver it on {day}")),
                new Flow.Repair(List.of(), "", "", "", "", "", List.of(), ""),
                new Flow.Escalation("", "", "", ""),
                new Flow.Silence(List.of(), ""),
                Map.of());
    }

    private static Intent intent(String name, String... examples) {
        return new Intent(
                name,
                name,
                Intent.Purpose.ANSWER,
                List.of(examples),
                List.of(),
                List.of(),
                "",
                "",
                Optional.empty());
    }

    private static Slot slot(
            String name, Slot.Kind kind, int minimum, int maximum, List<String> fillers) {
        return new Slot(name, kind, minimum, maximum, "", "", "", "", fillers);
    }
}
