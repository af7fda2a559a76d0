package tandem.agentloop.turn;

import java.time.Duration;
import tandem.agentloop.Expectation;

/// Decides when the caller has finished. Pure.
record EndOfTurnPolicy(TurnSettings settings, TextCues cues, SpokenDigits digits) {

    /// Dictation is entered by itself where pauses inside the answer are to be expected.
    TurnSettings.EndOfTurn profile(Expectation expectation) {
        return expectation.isDictation() ? settings.dictation() : settings.endOfTurn();
    }

    /// How long after the last voiced frame the turn ends, by what was said so far.
    Duration wait(Utterance said, Expectation expectation, Pauses pauses) {
        TurnSettings.EndOfTurn profile = profile(expectation);
        String text = said.text();
        if (expectation instanceof Expectation.Digits(int minimum, int maximum)) {
            int count = digits.in(text).length();
            if (count >= maximum && !said.finals().isEmpty()) {
                return Duration.ZERO;
            }
            if (count > 0 && count < minimum) {
                return profile.longest();
            }
        }
        return cues.soundsUnfinished(text) ? profile.longest() : pauses.wait(profile);
    }

    /// When the rules are content, were the transcript there.
    long due(Utterance said, Expectation expectation, Pauses pauses) {
        return said.lastVoiced() + wait(said, expectation, pauses).toNanos();
    }

    /// When the turn ends, or the utterance is dismissed, whatever else comes. A transcript that is
    /// still to come is waited for.
    long deadline(Utterance said, Expectation expectation, Pauses pauses) {
        long due = due(said, expectation, pauses);
        return switch (said.transcript()) {
            case COMPLETE -> isNothing(said) ? said.lastVoiced() : due;
            case LOST -> due;
            case PENDING ->
                    Math.max(due, said.lastVoiced() + settings.waits().transcript().toNanos());
        };
    }

    /// True for a cough, a click, a breath: voiced for a moment and no words in it.
    boolean isNothing(Utterance said) {
        return said.isBlank()
                && said.transcript() != Utterance.Transcript.LOST
                && said.voicedInAll().compareTo(settings.bargeIn().interrupt()) < 0;
    }
}
