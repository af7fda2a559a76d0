package tandem.agentloop.turn;

/// The caller's turn that the agent replies to. Immutable.
///
/// @param interim true when no final transcript had come
/// @param keyed the digits that were keyed in, or empty
record Commitment(Utterance utterance, long nanos, boolean interim, String keyed) {

    /// True when `heard` is the final transcript that this turn did not wait for.
    boolean isAwaiting(TurnEvent.FinalHeard heard, TurnSettings settings) {
        return interim
                && utterance.isEndedBy(heard.endedAt())
                && heard.nanos() - nanos <= settings.waits().lateTranscript().toNanos();
    }
}
