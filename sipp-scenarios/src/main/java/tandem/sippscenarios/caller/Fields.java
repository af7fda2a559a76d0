package tandem.sippscenarios.caller;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The fields of one YAML mapping, read one by one; what is wrong goes to `errors` with its place.
/// Confined to one reading.
final class Fields {

    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s)");

    private final @Nullable JsonNode node;
    private final String path;
    private final List<String> errors;
    private final Set<String> taken = new HashSet<>();

    Fields(@Nullable JsonNode node, String path, List<String> errors) {
        if (node != null && !node.isNull() && !node.isObject()) {
            errors.add(path + ": must be a mapping");
        }
        this.node = node != null && node.isObject() ? node : null;
        this.path = path;
        this.errors = errors;
    }

    /// A length of time, as in `1.5s` or `200ms`.
    static Duration duration(String text) {
        Matcher form = DURATION.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no length of time (as in 1.5s or 200ms)");
        }
        double number = Double.parseDouble(form.group(1));
        double millis = form.group(2).equals("s") ? number * 1_000 : number;
        return Duration.ofMillis(Math.round(millis));
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    @Nullable JsonNode node(String name) {
        taken.add(name);
        JsonNode value = node == null ? null : node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    String text(String name, String otherwise) {
        JsonNode value = node(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.isValueNode()) {
            errors.add(path(name) + ": must be a text");
            return otherwise;
        }
        return value.asText();
    }

    String required(String name) {
        String value = text(name, "");
        if (value.isBlank()) {
            errors.add(path(name) + ": is missing");
        }
        return value;
    }

    int number(String name, int otherwise) {
        JsonNode value = node(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.isInt()) {
            errors.add(path(name) + ": must be a whole number");
            return otherwise;
        }
        return value.asInt();
    }

    Duration duration(String name, String otherwise) {
        try {
            return duration(text(name, otherwise));
        } catch (IllegalArgumentException wrong) {
            errors.add(path(name) + ": " + wrong.getMessage());
            return duration(otherwise);
        }
    }

    Optional<Duration> optionalDuration(String name) {
        return node(name) == null ? Optional.empty() : Optional.of(duration(name, "1s"));
    }

    /// A list of texts, or a single one.
    List<String> texts(String name) {
        JsonNode value = node(name);
        List<String> texts = new ArrayList<>();
        if (value == null) {
            return texts;
        }
        if (value.isValueNode()) {
            texts.add(value.asText());
            return texts;
        }
        for (JsonNode item : value) {
            if (item.isValueNode()) {
                texts.add(item.asText());
            } else {
                errors.add(path(name) + ": must be a list of texts");
            }
        }
        return texts;
    }

    /// Tells of names that nobody asked for.
    void nothingElse() {
        if (node == null) {
            return;
        }
        node.fieldNames()
                .forEachRemaining(name -> {
                    if (!taken.contains(name)) {
                        errors.add(path(name) + ": unknown; known are " + known());
                    }
                });
    }

    private String known() {
        return String.join(", ", taken.stream().sorted().toList());
    }
}
