package tandem.sipedge.jain;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import tandem.callmodel.CallId;

/// The calls there are, by both of their names. Thread-safe.
final class CallTable {

    private final ConcurrentMap<CallId, SipCall> calls = new ConcurrentHashMap<>();
    private final ConcurrentMap<DialogKey, SipCall> dialogs = new ConcurrentHashMap<>();

    void add(SipCall call) {
        calls.put(call.id(), call);
        dialogs.put(call.key(), call);
    }

    void remove(SipCall call) {
        calls.remove(call.id());
        dialogs.remove(call.key());
    }

    Optional<SipCall> call(CallId id) {
        return Optional.ofNullable(calls.get(id));
    }

    Optional<SipCall> dialog(DialogKey key) {
        return Optional.ofNullable(dialogs.get(key));
    }

    Collection<SipCall> all() {
        return List.copyOf(calls.values());
    }

    int calls() {
        return calls.size();
    }

    int dialogs() {
        return dialogs.size();
    }
}
