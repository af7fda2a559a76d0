package tandem.media.loop;

/// Something that a loop serves every 20 ms. All methods are called on the loop.
public interface LoopMember {

    /// The first call: from now on [#pace] follows for cycle `firstCycle` and every one after, the
    /// first due at `firstDueNanos`.
    void join(DatagramPoller poller, long firstCycle, long firstDueNanos);

    /// Takes over what other threads asked for.
    ///
    /// @return false when the member wants to leave
    boolean applyChanges(long nowNanos);

    /// A frame is due; cycles may be missing when the loop fell behind.
    void pace(long cycle, long dueNanos, long nowNanos);

    /// The last call: gives sockets and rings back.
    void leave();
}
