package tandem.agentloop;

/// Finds the agent's next words. Thread-safe; every reply is independent: what it must remember
/// comes with the request.
public interface LanguageModel {

    String name();

    /// Streams one reply into `sink` and returns when it is complete. Runs on the turn's thread; an
    /// interrupt ends it at once and closes what it holds upstream.
    ///
    /// @throws ProviderException when no reply could be had
    void reply(ModelRequest request, ModelSink sink) throws InterruptedException, ProviderException;
}
