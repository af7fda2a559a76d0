package tandem.callcontrol;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import tandem.callmodel.CallId;

/// A journal in memory. Thread-safe.
public final class FakeJournal implements CallJournal {

    private final ConcurrentHashMap<CallId, Queue<CallFact>> facts = new ConcurrentHashMap<>();
    private volatile Consumer<CallFact> whenAppending = _ -> {};

    /// In order.
    public List<CallFact> facts(CallId call) {
        Queue<CallFact> found = facts.get(call);
        return found == null ? List.of() : List.copyOf(found);
    }

    public <F extends CallFact> List<F> facts(CallId call, Class<F> kind) {
        return facts(call).stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// Runs before a fact is kept; what it throws reaches the call, and the fact is lost.
    public void whenAppending(Consumer<CallFact> then) {
        whenAppending = then;
    }

    @Override
    public void append(CallFact fact) {
        whenAppending.accept(fact);
        facts.computeIfAbsent(fact.call(), _ -> new ConcurrentLinkedQueue<>()).add(fact);
    }

    @Override
    public void close() {}
}
