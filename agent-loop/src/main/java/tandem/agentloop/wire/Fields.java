package tandem.agentloop.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The keys of one object in a file, read by name and type. What does not fit is reported and
/// replaced by something empty, so that reading goes on and finds the next problem. Confined to one
/// reading.
final class Fields {

    private final Problems problems;
    private final String path;
    private final YamlNode.Entries node;

    private Fields(Problems problems, String path, YamlNode.Entries node) {
        this.problems = problems;
        this.path = path;
        this.node = node;
    }

    /// @param allowed every key that may stand here, in the order in which they are to be listed
    static Fields of(Problems problems, String path, YamlNode node, List<String> allowed) {
        Fields fields = new Fields(problems, path, asEntries(problems, path, node));
        for (YamlNode.Entry entry : fields.node.entries()) {
            if (!allowed.contains(entry.key())) {
                problems.add(
                        entry.place(),
                        fields.at(entry.key()),
                        "unknown key"
                                + Problems.didYouMean(entry.key(), allowed)
                                + (Problems.didYouMean(entry.key(), allowed).isEmpty() ? "; " : " ")
                                + "allowed here: "
                                + String.join(", ", allowed));
            }
        }
        return fields;
    }

    String path() {
        return path;
    }

    /// Where the object itself begins.
    YamlNode.Place place() {
        return node.place();
    }

    /// A sentence or a name that must be there.
    String text(String key) {
        Optional<YamlNode> found = node.get(key);
        if (found.isEmpty()) {
            problems.add(node.place(), at(key), "missing");
            return "";
        }
        String text = scalar(at(key), found.get());
        if (found.get() instanceof YamlNode.Text && text.isBlank()) {
            problems.add(found.get().place(), at(key), "must not be empty");
        }
        return text;
    }

    String textOr(String key, String absent) {
        return node.get(key).map(found -> scalar(at(key), found)).orElse(absent);
    }

    int integerOr(String key, int absent) {
        Optional<YamlNode> found = node.get(key);
        if (found.isEmpty()) {
            return absent;
        }
        String text = scalar(at(key), found.get());
        try {
            return text.isEmpty() ? absent : Integer.parseInt(text);
        } catch (NumberFormatException notOne) {
            problems.add(
                    found.get().place(),
                    at(key),
                    "must be a whole number, found " + found.get().kind());
            return absent;
        }
    }

    /// One of the named values.
    <T> T choice(String key, Map<String, T> allowed, Optional<T> absent) {
        T fallback = absent.orElseGet(() -> allowed.values().iterator().next());
        if (absent.isPresent() && node.get(key).isEmpty()) {
            return fallback;
        }
        String text = text(key);
        T value = allowed.get(text);
        if (value != null) {
            return value;
        }
        if (!text.isBlank()) {
            String near = Problems.didYouMean(text, allowed.keySet());
            problems.add(
                    place(key),
                    at(key),
                    "unknown value \""
                            + text
                            + "\""
                            + near
                            + (near.isEmpty() ? "; " : " ")
                            + "allowed: "
                            + String.join(", ", allowed.keySet()));
        }
        return fallback;
    }

    /// A list of texts; absent is empty.
    List<String> texts(String key) {
        return items(key).stream().map(item -> scalar(item.path(), item.node())).toList();
    }

    /// Names and texts; absent is empty.
    Map<String, String> textByName(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        named(key).forEach(item -> texts.put(item.name(), scalar(item.path(), item.node())));
        return texts;
    }

    /// A nested object that must be there.
    Fields object(String key, List<String> allowed) {
        Optional<YamlNode> found = node.get(key);
        if (found.isEmpty()) {
            problems.add(node.place(), at(key), "missing");
            // Its own keys are not reported on top.
            return new Fields(
                    new Problems(""), at(key), new YamlNode.Entries(node.place(), List.of()));
        }
        return of(problems, at(key), found.get(), allowed);
    }

    Optional<Fields> optionalObject(String key, List<String> allowed) {
        return node.get(key).map(found -> of(problems, at(key), found, allowed));
    }

    /// The objects under a key, each by its name, in the order of the file.
    Map<String, Fields> objectsByName(String key, List<String> allowed) {
        Map<String, Fields> objects = new LinkedHashMap<>();
        named(key)
                .forEach(item ->
                        objects.put(item.name(), of(problems, item.path(), item.node(), allowed)));
        return objects;
    }

    /// Where a key's value stands, or the object when there is none.
    YamlNode.Place place(String key) {
        return node.get(key).map(YamlNode::place).orElse(node.place());
    }

    /// Where the item of a list stands, or the list.
    YamlNode.Place place(String key, int index) {
        List<Item> items = items(key);
        return index < items.size() ? items.get(index).node().place() : place(key);
    }

    /// Where the value of a name under a key stands, or the key.
    YamlNode.Place place(String key, String name) {
        return node.get(key).orElse(node) instanceof YamlNode.Entries entries
                ? entries.get(name).map(YamlNode::place).orElse(place(key))
                : place(key);
    }

    String at(String key) {
        return Problems.join(path, key);
    }

    void problem(YamlNode.Place place, String where, String message) {
        problems.add(place, where, message);
    }

    private record Item(String name, String path, YamlNode node) {}

    private List<Item> items(String key) {
        Optional<YamlNode> found = node.get(key);
        if (found.isEmpty()) {
            return List.of();
        }
        if (!(found.get() instanceof YamlNode.Items list)) {
            problems.add(
                    found.get().place(), at(key), "must be a list, found " + found.get().kind());
            return List.of();
        }
        List<Item> items = new ArrayList<>();
        for (YamlNode item : list.items()) {
            items.add(new Item("", at(key) + "[" + items.size() + "]", item));
        }
        return items;
    }

    private List<Item> named(String key) {
        return node.get(key).stream()
                .flatMap(found -> asEntries(problems, at(key), found).entries().stream())
                .map(entry -> new Item(entry.key(), at(key) + "." + entry.key(), entry.value()))
                .toList();
    }

    private String scalar(String where, YamlNode value) {
        if (value instanceof YamlNode.Text text) {
            return text.value().strip();
        }
        problems.add(value.place(), where, "must be a text, found " + value.kind());
        return "";
    }

    private static YamlNode.Entries asEntries(Problems problems, String path, YamlNode node) {
        if (node instanceof YamlNode.Entries entries) {
            return entries;
        }
        problems.add(node.place(), path, "must be keys and values, found " + node.kind());
        return new YamlNode.Entries(node.place(), List.of());
    }
}
