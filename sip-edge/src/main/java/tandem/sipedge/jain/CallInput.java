package tandem.sipedge.jain;

import tandem.sipedge.dialog.DialogEvent;

/// What waits for a call's thread.
sealed interface CallInput {

    /// From call control, or from the fate of a request of ours.
    record Asked(DialogEvent event) implements CallInput {}

    /// A request within the dialog, or CANCEL.
    record Arrived(ServerExchange exchange) implements CallInput {}

    /// The sockets are closed: nothing can be sent or come any more.
    record Abandoned() implements CallInput {}

    /// ACK of the INVITE with this sequence number.
    record Acked(long sequence) implements CallInput {}
}
