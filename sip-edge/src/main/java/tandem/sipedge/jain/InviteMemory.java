package tandem.sipedge.jain;

import gov.nist.javax.sip.message.SIPRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import tandem.callmodel.time.Time;

/// Remembers INVITEs for as long as copies of them may arrive, 64·T1, so that a late copy never
/// becomes a second call: the stack forgets an answered INVITE at once (RFC 6026 tells why it
/// should not), and a copy by another way is not its transaction at all (RFC 3261 §8.2.2.2).
///
/// Thread-safe. Bounded: beyond the limit the oldest are forgotten early. What has expired goes
/// whenever something is remembered or counted.
final class InviteMemory {

    private static final int MOST = 200_000;

    /// What an INVITE is to those already known.
    enum Kind {
        NEW,
        /// The same one once more.
        COPY,
        /// The same one by another way: 482.
        MERGED
    }

    private record Expiry(InviteKey key, long at) {}

    private final Time time;
    private final long lifeNanos;
    private final ConcurrentMap<InviteKey, String> branches = new ConcurrentHashMap<>();
    private final Queue<Expiry> expiries = new ConcurrentLinkedQueue<>();

    InviteMemory(Time time, Duration t1) {
        this.time = time;
        this.lifeNanos = 64 * t1.toNanos();
    }

    Kind remember(SIPRequest invite) {
        forgetExpired();
        InviteKey key = InviteKey.of(invite);
        String branch = Objects.requireNonNullElse(invite.getTopmostVia().getBranch(), "");
        String known = branches.putIfAbsent(key, branch);
        if (known == null) {
            expiries.add(new Expiry(key, time.nanos() + lifeNanos));
            return Kind.NEW;
        }
        return known.equalsIgnoreCase(branch) ? Kind.COPY : Kind.MERGED;
    }

    int size() {
        forgetExpired();
        return branches.size();
    }

    private void forgetExpired() {
        long now = time.nanos();
        for (Expiry oldest = expiries.peek();
                oldest != null && (oldest.at() - now <= 0 || branches.size() > MOST);
                oldest = expiries.peek()) {
            if (expiries.remove(oldest)) {
                branches.remove(oldest.key());
            }
        }
    }
}
