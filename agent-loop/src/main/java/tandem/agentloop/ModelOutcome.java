package tandem.agentloop;

/// How a reply ends and what it leaves behind.
///
/// @param memory adopted only once the reply's first audio was sent (or its tools were run): what
///   the caller never heard never happened
/// @param expectation what the reply asked for
/// @param next what follows once the reply was spoken
/// @param interruptible false for what the caller must hear to its end
public record ModelOutcome(
        FlowMemory memory, Expectation expectation, Next next, boolean interruptible) {

    /// What follows a reply.
    public sealed interface Next {
        record AwaitCaller() implements Next {}

        record HangUp() implements Next {}

        record HandOver(String reason) implements Next {}
    }
}
