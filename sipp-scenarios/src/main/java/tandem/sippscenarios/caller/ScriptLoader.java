package tandem.sippscenarios.caller;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a script from YAML and tells every error at once, each with its place. Stateless.
public final class ScriptLoader {

    private static final int MOST_BYTES = 262_144;

    private final YAMLMapper yaml = new YAMLMapper();

    public Script load(Path file) throws ScriptException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ScriptException(file + ": larger than 256 KiB");
            }
            return parse(Files.readString(file), file.toString());
        } catch (NoSuchFileException missing) {
            throw new ScriptException(file + ": no such file");
        } catch (IOException unreadable) {
            throw new ScriptException(file + ": cannot be read: " + unreadable.getMessage());
        }
    }

    /// A script that ships with the program.
    public Script bundled(String name) throws ScriptException {
        String resource = "/tandem/sippscenarios/" + name + ".yaml";
        try (InputStream stream = ScriptLoader.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new ScriptException("no script is called " + name);
            }
            return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8), name);
        } catch (IOException unreadable) {
            throw new ScriptException(name + ": cannot be read: " + unreadable.getMessage());
        }
    }

    Script parse(String text, String source) throws ScriptException {
        JsonNode root = tree(text, source);
        List<String> errors = new ArrayList<>();
        Script script = new Reading(errors).script(root);
        if (!errors.isEmpty() || script == null) {
            throw new ScriptException(source + ":\n  " + String.join("\n  ", errors));
        }
        return script;
    }

    private @Nullable JsonNode tree(String text, String source) throws ScriptException {
        try {
            return yaml.readTree(text);
        } catch (JsonProcessingException broken) {
            var place = broken.getLocation();
            String where = place == null ? "" : ":" + place.getLineNr() + ":" + place.getColumnNr();
            throw new ScriptException(
                    source + where + ": is not YAML: " + broken.getOriginalMessage());
        }
    }

    /// One reading of a document; gathers what is wrong with it. Confined to one call.
    private static final class Reading {
        private final List<String> errors;

        Reading(List<String> errors) {
            this.errors = errors;
        }

        @Nullable Script script(@Nullable JsonNode root) {
            if (root == null || !root.isObject()) {
                errors.add("a script is a mapping with name, voice, hears and steps");
                return null;
            }
            Fields fields = new Fields(root, "", errors);
            String name = fields.text("name", "call");
            String voice = fields.text("voice", "rms");
            List<String> hears = fields.texts("hears");
            List<Step> steps = steps(fields.node("steps"), "steps");
            fields.nothingElse();
            if (steps.isEmpty() && errors.isEmpty()) {
                errors.add("steps: at least one is needed");
            }
            return errors.isEmpty() ? new Script(name, voice, hears, steps) : null;
        }

        private List<Step> steps(@Nullable JsonNode list, String path) {
            List<Step> steps = new ArrayList<>();
            if (list == null) {
                return steps;
            }
            if (!list.isArray()) {
                errors.add(path + ": must be a list");
                return steps;
            }
            for (int i = 0; i < list.size(); i++) {
                Step step = step(list.get(i), path + "[" + i + "]");
                if (step != null) {
                    steps.add(step);
                }
            }
            return steps;
        }

        private @Nullable Step step(JsonNode node, String path) {
            String kind = node.isTextual() ? node.asText() : firstName(node);
            JsonNode value = node.isTextual() ? null : node.get(kind);
            try {
                return switch (kind) {
                    case "say" -> new Step.Say(word(value, path + ".say"));
                    case "key" -> new Step.Key(keys(word(value, path + ".key"), path));
                    case "pause" -> new Step.Pause(Fields.duration(word(value, path + ".pause")));
                    case "hang-up" -> new Step.HangUp();
                    case "listen" -> listen(new Fields(value, path + ".listen", errors));
                    case "interrupt" -> interrupt(new Fields(value, path + ".interrupt", errors));
                    case "await-hang-up" ->
                            awaitHangUp(new Fields(value, path + ".await-hang-up", errors));
                    default -> {
                        errors.add(
                                path
                                        + ": unknown step '"
                                        + kind
                                        + "'; known are listen, say, interrupt, key, pause,"
                                        + " hang-up, await-hang-up");
                        yield null;
                    }
                };
            } catch (IllegalArgumentException wrong) {
                errors.add(path + ": " + wrong.getMessage());
                return null;
            }
        }

        private Step listen(Fields fields) {
            Expect expect = expect(fields);
            Step.Listen step =
                    new Step.Listen(
                            fields.text("goal", ""),
                            expect,
                            fields.duration("within", "30s"),
                            fields.duration("quiet", "900ms"),
                            fields.optionalDuration("answer-within"),
                            fields.number("attempts", 1),
                            steps(fields.node("otherwise"), fields.path("otherwise")));
            fields.nothingElse();
            return step;
        }

        private static Expect expect(Fields fields) {
            return new Expect(
                    fields.texts("all"),
                    fields.texts("any"),
                    fields.texts("none"),
                    fields.text("digits", ""));
        }

        private Step interrupt(Fields fields) {
            Step.Interrupt step =
                    new Step.Interrupt(
                            fields.text("goal", "barge-in"),
                            fields.required("say"),
                            fields.duration("after", "1500ms"),
                            fields.duration("silent-within", "200ms"),
                            fields.duration("within", "30s"),
                            fields.text("heard-goal", ""),
                            expect(fields));
            fields.nothingElse();
            return step;
        }

        private Step awaitHangUp(Fields fields) {
            Step.AwaitHangUp step =
                    new Step.AwaitHangUp(
                            fields.text("goal", "the agent hangs up"),
                            fields.duration("within", "15s"));
            fields.nothingElse();
            return step;
        }

        private String word(@Nullable JsonNode value, String path) {
            if (value == null || !value.isValueNode() || value.asText().isBlank()) {
                errors.add(path + ": must be a text");
                return "-";
            }
            return value.asText();
        }

        private String keys(String keys, String path) {
            if (!keys.matches("[0-9A-Da-d*#]+")) {
                errors.add(path + ".key: only 0-9, *, # and A-D are keys: " + keys);
            }
            return keys;
        }

        private static String firstName(JsonNode node) {
            return node.isObject() && node.size() == 1 ? node.fieldNames().next() : "";
        }
    }
}
