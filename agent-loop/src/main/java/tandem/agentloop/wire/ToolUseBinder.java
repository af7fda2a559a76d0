package tandem.agentloop.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tandem.agentloop.ToolSpec;
import tandem.agentloop.flow.Flow;

/// Reads how an intent uses a tool and checks it against what the tool declares.
final class ToolUseBinder {

    static final List<String> KEYS =
            List.of("name", "arguments", "results", "done", "doneBy", "notFound", "failed");

    private final Map<String, ToolSpec> tools;

    ToolUseBinder(List<ToolSpec> tools) {
        this.tools =
                tools.stream()
                        .collect(
                                Collectors.toMap(
                                        ToolSpec::name,
                                        spec -> spec,
                                        (first, _) -> first,
                                        LinkedHashMap::new));
    }

    /// @param slots of the intent
    Flow.ToolUse bind(Fields fields, List<String> slots) {
        Flow.ToolUse use =
                new Flow.ToolUse(
                        fields.text("name"),
                        fields.textByName("arguments"),
                        fields.texts("results"),
                        fields.text("done"),
                        fields.textByName("doneBy"),
                        fields.textOr("notFound", ""),
                        fields.text("failed"));
        checkTool(use, fields);
        checkTemplates(use, fields, slots);
        return use;
    }

    boolean needsConfirmation(String tool) {
        ToolSpec spec = tools.get(tool);
        return spec != null && (spec.needsConfirmation() || spec.sideEffect());
    }

    private void checkTool(Flow.ToolUse use, Fields fields) {
        ToolSpec spec = tools.get(use.tool());
        if (spec == null) {
            String near = Problems.didYouMean(use.tool(), tools.keySet());
            fields.problem(
                    fields.place("name"),
                    fields.at("name"),
                    "no tool is named \""
                            + use.tool()
                            + "\""
                            + near
                            + (near.isEmpty() ? "; " : " ")
                            + "there are: "
                            + String.join(", ", tools.keySet()));
            return;
        }
        List<String> known = new ArrayList<>();
        List<String> required = new ArrayList<>();
        readSchema(spec, known, required);
        for (String argument : use.arguments().keySet()) {
            if (!known.contains(argument)) {
                fields.problem(
                        fields.place("arguments", argument),
                        fields.at("arguments") + "." + argument,
                        spec.name()
                                + " takes no such argument"
                                + Problems.didYouMean(argument, known));
            }
        }
        for (String argument : required) {
            if (!use.arguments().containsKey(argument)) {
                fields.problem(
                        fields.place("arguments"),
                        fields.at("arguments"),
                        spec.name() + " needs the argument " + argument);
            }
        }
    }

    private static void checkTemplates(Flow.ToolUse use, Fields fields, List<String> slots) {
        use.arguments()
                .forEach((name, template) ->
                        Placeholders.check(
                                fields,
                                fields.place("arguments", name),
                                fields.at("arguments") + "." + name,
                                template,
                                slots));
        List<String> values = new ArrayList<>(slots);
        values.addAll(use.results());
        FlowBinder.check(fields, "done", use.done(), values);
        values.addAll(FlowBinder.PERSONA_NAMES);
        use.doneBy()
                .forEach((outcome, template) -> {
                    String where = fields.at("doneBy") + "." + outcome;
                    YamlNode.Place place = fields.place("doneBy", outcome);
                    if (template.isBlank()) {
                        fields.problem(place, where, "must not be empty");
                    }
                    Placeholders.check(fields, place, where, template, values);
                });
        if (!use.doneBy().isEmpty() && !use.results().contains("outcome")) {
            fields.problem(
                    fields.place("results"),
                    fields.at("results"),
                    "doneBy chooses by the tool's value outcome, which must be among the results");
        }
        FlowBinder.check(fields, "notFound", use.notFound(), slots);
        FlowBinder.check(fields, "failed", use.failed(), slots);
    }

    private static void readSchema(ToolSpec spec, List<String> known, List<String> required) {
        try {
            JsonNode schema = new ObjectMapper().readTree(spec.schema());
            schema.path("properties").fieldNames().forEachRemaining(known::add);
            schema.path("required").forEach(name -> required.add(name.asText()));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(
                    "the tool " + spec.name() + " declares a schema that is not JSON", broken);
        }
    }
}
