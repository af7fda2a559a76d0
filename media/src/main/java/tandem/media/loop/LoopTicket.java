package tandem.media.loop;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A member's place in its loop and in the list of members with changes.
///
/// The list is a stack of tickets, each in it at most once, so it is bounded by the number of
/// members and needs neither locks nor new objects. Thread-safe: `queued` decides who links it.
public final class LoopTicket {

    static final int NEW = -1;
    static final int GONE = -2;

    final LoopMember member;
    final AtomicBoolean queued = new AtomicBoolean();

    /// Written by whoever set `queued`, read by the loop after it took the stack.
    @Nullable LoopTicket below;

    /// Loop only; [#NEW], [#GONE] or where it is served.
    int slot = NEW;

    LoopTicket(LoopMember member) {
        this.member = member;
    }
}
