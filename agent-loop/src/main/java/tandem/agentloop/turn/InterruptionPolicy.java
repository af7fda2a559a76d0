package tandem.agentloop.turn;

import tandem.agentloop.Expectation;

/// Decides what a caller's voice over the agent's means. Pure.
record InterruptionPolicy(
        TurnSettings.BargeIn settings, Backchannels backchannels, SpokenDigits digits) {

    /// Voice that begins while our own audio may still come back as echo does not count.
    boolean isGuarded(long voiceStarted, long replySounded) {
        return voiceStarted - replySounded < settings.echoGuard().toNanos();
    }

    /// True when the words are more than "mm-hm", and no repetition of digits that were keyed.
    /// After a yes-no question a yes is an answer.
    boolean isNews(String text, Ground ground) {
        if (text.isBlank()) {
            return false;
        }
        if (ground.expectation() instanceof Expectation.YesNo) {
            return true;
        }
        return !backchannels.isOnly(text) && !repeatsKeys(text, ground);
    }

    boolean isLongEnough(Utterance said) {
        return said.voicedInAll().compareTo(settings.interrupt()) >= 0;
    }

    /// When a hold without news is undone, counted from the end of the caller's voice.
    long resumeAt(Utterance said) {
        boolean backchannel = backchannels.isOnly(said.text());
        return said.lastVoiced()
                + (backchannel ? settings.onlyBackchannel() : settings.noWords()).toNanos();
    }

    private boolean repeatsKeys(String text, Ground ground) {
        String keyed = ground.commitment().map(Commitment::keyed).orElse("");
        return !keyed.isEmpty() && digits.isOnly(text) && keyed.contains(digits.in(text));
    }
}
