package tandem.sippscenarios.caller;

import java.util.List;
import java.util.Optional;
import tandem.agentloop.Recognizer;

/// Builds the caller's recogniser from the sentences it may hear. Stateless.
final class Hearing {

    private Hearing() {}

    /// Empty: there is none on this machine.
    static Optional<Recognizer> of(List<String> sentences) {
        return Optional.empty();
    }
}
