package tandem.agentloop.voice;

import java.util.ArrayList;
import java.util.List;

/// The work of one turn, or of one call: closing it interrupts all of it and waits for none.
///
/// Confined to the call's thread.
final class TurnScope implements AutoCloseable {

    private final Forks forks;
    private final LiveWork live;
    private final List<Forks.Fork> running = new ArrayList<>();
    private final List<LiveWork.Work> tracked = new ArrayList<>();
    private boolean closed;

    TurnScope(Forks forks, LiveWork live) {
        this.forks = forks;
        this.live = live;
    }

    Forks.Fork fork(String name, Runnable body) {
        if (closed) {
            throw new IllegalStateException("nothing can be started in a closed scope: " + name);
        }
        LiveWork.Work work = live.track(body);
        Forks.Fork fork = forks.start(name, work);
        running.add(fork);
        tracked.add(work);
        return fork;
    }

    boolean isClosed() {
        return closed;
    }

    /// Idempotent.
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            tracked.forEach(LiveWork.Work::abandon);
            running.forEach(Forks.Fork::cancel);
        }
    }
}
