package tandem.agentloop.turn;

import tandem.agentloop.CallerInput;
import tandem.callmodel.PersonalText;
import tandem.callmodel.TurnId;

/// What the owner has to do, in the order in which it is listed.
public sealed interface TurnEffect {

    /// Speak the flow's disclosure as this turn.
    record Disclose(TurnId turn) implements TurnEffect {}

    /// Open a scope and ask the model.
    ///
    /// @param waited where the time since the caller's last sound went
    record StartReply(TurnId turn, CallerInput input, How how, Waited waited)
            implements TurnEffect {}

    /// Take the reply back and close its scope. `withdrawn`: the caller had not finished, and what
    /// was said comes again with the next turn.
    record CancelReply(TurnId turn, boolean withdrawn) implements TurnEffect {}

    /// The model failed: say so, in this turn.
    record Apologize(TurnId turn) implements TurnEffect {}

    record Duck() implements TurnEffect {}

    record Unduck() implements TurnEffect {}

    /// @param byCaller false when the far end put us on hold
    record Hold(boolean byCaller) implements TurnEffect {}

    /// Go on after a hold: from the exact frame, or from the last word boundary.
    record Resume(boolean exact) implements TurnEffect {}

    /// The final transcript of a turn that was committed on its interim text.
    record CorrectCaller(TurnId turn, PersonalText text) implements TurnEffect {}

    record ReportBargeIn(TurnId turn, String outcome) implements TurnEffect {}

    record AskHuman(String reason) implements TurnEffect {}

    record Finish(String reason) implements TurnEffect {}

    /// How the caller's turn came about.
    enum How {
        /// Final transcript.
        SPOKEN,
        /// No final came in time.
        INTERIM,
        /// Spoken on while the agent was thinking.
        MERGED,
        /// The final came after the interim text was taken.
        LATE_FINAL,
        KEYED,
        /// The agent speaks unasked.
        UNPROMPTED
    }

    /// Nanoseconds on the call's clock.
    ///
    /// @param lastVoiced the caller's last voiced frame or key
    /// @param due when the end-of-turn rules were content
    /// @param committed when the turn ended; later than `due` when the transcript was waited for
    record Waited(long lastVoiced, long due, long committed) {
        public Waited {
            if (due > committed || lastVoiced > due) {
                throw new IllegalArgumentException(
                        "a turn ends after its wait, and that after its last sound");
            }
        }
    }
}
