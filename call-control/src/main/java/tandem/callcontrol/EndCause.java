package tandem.callcontrol;

/// Why a call ended. `who` hung up is part of the kind; `sentence` is for the record.
public record EndCause(Kind kind, String sentence) {

    public enum Kind {
        /// BYE from the other side.
        REMOTE_HUNG_UP,
        /// CANCEL before the answer.
        REMOTE_CANCELLED,
        /// The agent said goodbye.
        AGENT_HUNG_UP,
        /// Answered, but the ACK never came (RFC 3261 §13.3.1.4).
        NOT_ACKNOWLEDGED,
        /// Nothing received for the inactivity time.
        MEDIA_TIMED_OUT,
        /// The call could not be set up on our side.
        SETUP_FAILED,
        /// Too many events waited: the call was given up to protect the others.
        OVERLOADED,
        /// A defect of ours; the log has it.
        FAULT,
        /// The server stops and the grace time is over.
        SHUTDOWN,
        /// The longest allowed call.
        TOO_LONG
    }

    public static EndCause of(Kind kind, String sentence) {
        return new EndCause(kind, sentence);
    }
}
