package tandem.sipedge.sdp;

import java.net.InetAddress;
import java.util.Optional;
import tandem.callcontrol.MediaAddress;

/// Our side of a session: its id, and a version that goes up only when the description changes (RFC
/// 3264 §8). Immutable.
///
/// @param last what we described last
public record LocalSession(long id, long version, Optional<SessionDescription> last) {

    public LocalSession {
        Grammar.require(id >= 0 && version >= 0, "id and version are not negative");
    }

    public static LocalSession started(long id) {
        return new LocalSession(id, 1, Optional.empty());
    }

    /// The session after answering by this plan; [#last] is the answer to send.
    public LocalSession answering(AnswerPlan plan, MediaAddress local) {
        SessionDescription same = plan.answer(origin(version, local.address()), local);
        if (last.isEmpty() || last.get().equals(same)) {
            return new LocalSession(id, version, Optional.of(same));
        }
        long next = version + 1;
        return new LocalSession(
                id, next, Optional.of(plan.answer(origin(next, local.address()), local)));
    }

    private Origin origin(long atVersion, InetAddress address) {
        return new Origin("-", Long.toString(id), Long.toString(atVersion), Connection.of(address));
    }
}
