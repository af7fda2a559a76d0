package tandem.agentloop.wire;

import java.util.List;
import java.util.Optional;

/// A YAML value that knows where it stands. Immutable.
sealed interface YamlNode {

    Place place();

    /// What to call it in a message.
    String kind();

    /// Line and column count from 1.
    record Place(int line, int column) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return line != other.line
                    ? Integer.compare(line, other.line)
                    : Integer.compare(column, other.column);
        }
    }

    /// A scalar as it was written; an empty one is "".
    record Text(Place place, String value) implements YamlNode {
        @Override
        public String kind() {
            return value.isEmpty() ? "nothing" : "\"" + shortened(value) + "\"";
        }

        private static String shortened(String value) {
            return value.length() <= 40 ? value : value.substring(0, 39) + "…";
        }
    }

    record Items(Place place, List<YamlNode> items) implements YamlNode {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /// Keys in the order of the file.
    record Entries(Place place, List<Entry> entries) implements YamlNode {
        public Entries {
            entries = List.copyOf(entries);
        }

        @Override
        public String kind() {
            return "keys and values";
        }

        Optional<YamlNode> get(String key) {
            return entries.stream()
                    .filter(entry -> entry.key().equals(key))
                    .map(Entry::value)
                    .findFirst();
        }
    }

    /// @param place of the key
    record Entry(Place place, String key, YamlNode value) {}
}
