package tandem.agentloop.wire;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads one YAML document into located nodes. Anchors and aliases are refused, so a small file
/// cannot unfold into a big one. Confined to one reading.
final class YamlReader {

    private static final int DEEPEST = 32;

    private final YAMLParser parser;
    private final Problems problems;

    private YamlReader(YAMLParser parser, Problems problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /// The document, or nothing when it is not YAML; why goes to `problems`.
    static Optional<YamlNode> read(String text, Problems problems) {
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            if (parser.nextToken() == null) {
                problems.add(new YamlNode.Place(1, 1), "", "the file is empty");
                return Optional.empty();
            }
            YamlNode root = new YamlReader(parser, problems).node("", 0);
            if (parser.nextToken() != null) {
                problems.add(
                        place(parser.currentTokenLocation()),
                        "",
                        "a second document begins here; a file holds one flow");
            }
            return Optional.of(root);
        } catch (JsonProcessingException broken) {
            problems.add(place(broken.getLocation()), "", "not YAML: " + sentence(broken));
            return Optional.empty();
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
    }

    private YamlNode node(String path, int depth) throws IOException {
        YamlNode.Place place = place(parser.currentTokenLocation());
        if (parser.isCurrentAlias() || parser.getObjectId() != null) {
            problems.add(place, path, "anchors and aliases are not supported; write the value out");
        }
        if (depth > DEEPEST) {
            problems.add(place, path, "nested deeper than " + DEEPEST + " levels");
            parser.skipChildren();
            return new YamlNode.Text(place, "");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> entries(place, path, depth);
            case START_ARRAY -> items(place, path, depth);
            case VALUE_NULL -> new YamlNode.Text(place, "");
            default -> new YamlNode.Text(place, parser.getText());
        };
    }

    private YamlNode entries(YamlNode.Place place, String path, int depth) throws IOException {
        List<YamlNode.Entry> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            YamlNode.Place keyPlace = place(parser.currentTokenLocation());
            String key = parser.currentName();
            String keyPath = Problems.join(path, key);
            parser.nextToken();
            YamlNode value = node(keyPath, depth + 1);
            if (seen.add(key)) {
                entries.add(new YamlNode.Entry(keyPlace, key, value));
            } else {
                problems.add(keyPlace, keyPath, "given twice");
            }
        }
        return new YamlNode.Entries(place, entries);
    }

    private YamlNode items(YamlNode.Place place, String path, int depth) throws IOException {
        List<YamlNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(path + "[" + items.size() + "]", depth + 1));
        }
        return new YamlNode.Items(place, items);
    }

    private static YamlNode.Place place(JsonLocation location) {
        return new YamlNode.Place(
                Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    private static String sentence(JsonProcessingException broken) {
        String message = String.valueOf(broken.getOriginalMessage());
        // The other lines are indented: places and pieces of the file.
        List<String> told =
                message.lines()
                        .filter(line -> !line.isEmpty() && !Character.isWhitespace(line.charAt(0)))
                        .limit(2)
                        .toList();
        return String.join(", ", told);
    }
}
