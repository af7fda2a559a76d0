package tandem.agentloop;

import java.util.List;
import tandem.callmodel.PersonalText;

/// What the caller did to which the agent now replies.
public sealed interface CallerInput {

    /// The call has just begun and the flow's disclosure was spoken: the reply is the welcome.
    record Arrived() implements CallerInput {}

    /// An utterance. Several readings of the same words, best first; empty when nothing was
    /// understood.
    record Spoke(List<Hypothesis> hypotheses) implements CallerInput {
        public Spoke {
            hypotheses = List.copyOf(hypotheses);
        }

        public String text() {
            return hypotheses.isEmpty() ? "" : hypotheses.getFirst().text();
        }
    }

    /// Keys, complete by length, `#` or pause.
    record Keyed(String digits) implements CallerInput {
        @Override
        public String toString() {
            return "Keyed " + new PersonalText(digits);
        }
    }

    /// Nothing for the reprompt time; `times` counts from 1. After the last reprompt the reply is
    /// the goodbye, and the call ends whatever the reply says.
    record StayedSilent(int times) implements CallerInput {}

    /// The human that the caller was to get is not to be had; `callBack` is the reference of a
    /// noted call-back, or empty.
    record HandOverFailed(String reason, String callBack) implements CallerInput {}
}
