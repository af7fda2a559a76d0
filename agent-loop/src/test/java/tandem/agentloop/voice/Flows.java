package tandem.agentloop.voice;

import java.util.List;
import java.util.Map;
import tandem.agentloop.flow.Flow;
import tandem.callmodel.Language;

/// The smallest flows.
final class Flows {

    private Flows() {}

    static Flow withDisclosure(String disclosure) {
        return new Flow(
                "test",
                List.of(Language.ENGLISH),
                new Flow.Persona("Ann", "Acme", Map.of("en", "rms")),
                "",
                new Flow.Greeting(disclosure, "How can I help?"),
                Map.of(),
                List.of(),
                new Flow.Repair(List.of(), "", "", "", "", "", List.of(), ""),
                new Flow.Escalation("", "", "", ""),
                new Flow.Silence(List.of(), ""),
                Map.of());
    }
}
