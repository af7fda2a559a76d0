package tandem.sippscenarios.sip;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/// At most one alarm per key, soonest first. Confined to the user agent's thread.
final class Alarms<K> {

    private record Alarm<K>(K key, long at) {}

    private final Map<K, Long> wanted = new HashMap<>();
    private final PriorityQueue<Alarm<K>> queue =
            new PriorityQueue<>(Comparator.comparingLong(Alarm::at));

    void set(K key, long at) {
        Long before = wanted.put(key, at);
        if (before == null || before != at) {
            queue.add(new Alarm<>(key, at));
        }
    }

    void clear(K key) {
        wanted.remove(key);
    }

    OptionalLong next() {
        dropStale();
        Alarm<K> first = queue.peek();
        return first == null ? OptionalLong.empty() : OptionalLong.of(first.at());
    }

    /// Takes out every key whose time has come.
    List<K> due(long now) {
        List<K> due = new ArrayList<>();
        dropStale();
        for (Alarm<K> first = queue.peek();
                first != null && first.at() <= now;
                first = queue.peek()) {
            queue.poll();
            wanted.remove(first.key());
            due.add(first.key());
            dropStale();
        }
        return due;
    }

    private void dropStale() {
        for (Alarm<K> first = queue.peek();
                first != null && !Long.valueOf(first.at()).equals(wanted.get(first.key()));
                first = queue.peek()) {
            queue.poll();
        }
    }
}
