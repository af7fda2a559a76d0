package tandem.callcontrol;

/// Keeps what happened on calls, in order per call. Thread-safe; never waits: what cannot be kept
/// is counted.
public interface CallJournal extends AutoCloseable {

    void append(CallFact fact);

    @Override
    void close();
}
