package tandem.sippscenarios.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Where a turn's time went, from the caller's last voiced packet to the agent's first. Immutable.
///
/// @param millis by stage
record TurnTiming(int turn, Map<String, Double> millis) {

    /// The stages in the order of the path, as the journal names them and as people do.
    static final Map<String, String> STAGES = stages();

    private static Map<String, String> stages() {
        Map<String, String> stages = new LinkedHashMap<>();
        stages.put("end_of_turn", "end of turn");
        stages.put("recognizer", "recogniser");
        stages.put("model", "model");
        stages.put("tools", "tools");
        stages.put("sentence", "sentence");
        stages.put("synthesis", "synthesis");
        stages.put("wire", "wire");
        return stages;
    }

    TurnTiming {
        millis = Map.copyOf(millis);
    }

    static TurnTiming of(JsonNode fact) {
        Map<String, Double> millis = new LinkedHashMap<>();
        fact.path("milliseconds")
                .properties()
                .forEach(field -> millis.put(field.getKey(), field.getValue().asDouble()));
        return new TurnTiming(fact.path("turn").asInt(), millis);
    }

    String sentence() {
        String parts =
                STAGES.entrySet().stream()
                        .filter(stage -> millis.getOrDefault(stage.getKey(), 0.0) >= 0.5)
                        .map(stage -> stage.getValue() + " " + cell(stage.getKey()))
                        .collect(Collectors.joining(", "));
        return "answered in " + cell("total") + " ms: " + parts;
    }

    String cell(String stage) {
        Double value = millis.get(stage);
        return value == null ? "-" : String.format(Locale.ROOT, "%.0f", value);
    }
}
