package tandem.agentloop.voice;

/// Starts work that may wait. Thread-safe.
public interface Forks {

    /// Starts `work` under this name and returns at once.
    Fork start(String name, Runnable work);

    /// Work that was started.
    interface Fork {

        /// Interrupts it, without waiting. Idempotent.
        void cancel();
    }

    /// A virtual thread each.
    static Forks virtualThreads() {
        return (name, work) -> Thread.ofVirtual().name(name).start(work)::interrupt;
    }
}
