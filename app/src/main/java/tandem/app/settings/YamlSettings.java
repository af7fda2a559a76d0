package tandem.app.settings;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a YAML file of nested mappings into flat settings that remember where they stand. Confined
/// to one reading.
final class YamlSettings {

    private final String fileName;
    private final List<String> errors;
    private final Map<String, Setting> found = new LinkedHashMap<>();

    private YamlSettings(String fileName, List<String> errors) {
        this.fileName = fileName;
        this.errors = errors;
    }

    /// Settings by path. What is not a mapping of scalars or lists of scalars goes to `errors`.
    static Map<String, Setting> read(String fileName, String content, List<String> errors)
            throws IOException {
        YamlSettings settings = new YamlSettings(fileName, errors);
        try (JsonParser parser = new YAMLFactory().createParser(content)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                settings.mapping(parser, "");
            } else if (first != null) {
                errors.add(settings.at(parser) + " a settings file is a mapping, as in 'sip:'");
            }
        } catch (JsonProcessingException broken) {
            JsonLocation location = broken.getLocation();
            String where =
                    location == null
                            ? fileName
                            : fileName + ":" + location.getLineNr() + ":" + location.getColumnNr();
            errors.add(
                    where
                            + " is not YAML: "
                            + broken.getOriginalMessage().lines().findFirst().orElse(""));
        }
        return settings.found;
    }

    private void mapping(JsonParser parser, String prefix) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String path = prefix + parser.currentName();
            switch (parser.nextToken()) {
                case START_OBJECT -> mapping(parser, path + ".");
                case START_ARRAY -> list(parser, path);
                case VALUE_NULL -> {
                    // An empty section: nothing is set.
                }
                default -> put(path, parser.getText(), at(parser));
            }
        }
    }

    private void list(JsonParser parser, String path) throws IOException {
        String where = at(parser);
        List<String> texts = new ArrayList<>();
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            if (token.isScalarValue()) {
                texts.add(parser.getText());
            } else {
                errors.add(at(parser) + " " + path + ": a list holds plain values only");
                parser.skipChildren();
            }
        }
        put(path, String.join(",", texts), where);
    }

    private void put(String path, String text, String where) {
        if (found.putIfAbsent(path, new Setting(path, text.strip(), where)) != null) {
            errors.add(where + " " + path + ": set twice");
        }
    }

    private String at(JsonParser parser) {
        JsonLocation location = parser.currentTokenLocation();
        return fileName + ":" + location.getLineNr() + ":" + location.getColumnNr();
    }
}
