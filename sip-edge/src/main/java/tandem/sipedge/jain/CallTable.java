package tandem.sipedge.jain;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import tandem.callmodel.CallId;

/// The calls there are, by each of their names. Thread-safe.
///
/// An INVITE is remembered as long as the stack remembers its transaction, so that a copy of it by
/// another way is told from a new call (RFC 3261 §8.2.2.2).
final class CallTable {

    private final ConcurrentMap<CallId, SipCall> calls = new ConcurrentHashMap<>();
    private final ConcurrentMap<DialogKey, SipCall> dialogs = new ConcurrentHashMap<>();
    private final ConcurrentMap<InviteKey, CallId> invites = new ConcurrentHashMap<>();

    void add(SipCall call) {
        calls.put(call.id(), call);
        dialogs.put(call.key(), call);
    }

    void remove(SipCall call) {
        calls.remove(call.id());
        dialogs.remove(call.key());
    }

    /// False when an INVITE of this name is known already.
    boolean remember(InviteKey invite, CallId call) {
        return invites.putIfAbsent(invite, call) == null;
    }

    void forget(InviteKey invite) {
        invites.remove(invite);
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

    int invites() {
        return invites.size();
    }
}
