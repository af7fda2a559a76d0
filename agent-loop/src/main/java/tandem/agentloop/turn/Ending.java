package tandem.agentloop.turn;

/// What follows once a reply was spoken.
public sealed interface Ending {

    record AwaitCaller() implements Ending {}

    /// The disclosure is followed by the welcome.
    record Welcome() implements Ending {}

    record HangUp(String reason) implements Ending {}

    record HandOver(String reason) implements Ending {}
}
