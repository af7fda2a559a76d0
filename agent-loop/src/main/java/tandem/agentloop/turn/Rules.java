package tandem.agentloop.turn;

import tandem.callmodel.Language;

/// The rules by which one call's turns are decided. Immutable.
record Rules(
        TurnSettings settings,
        Language language,
        Backchannels backchannels,
        EndOfTurnPolicy endOfTurn,
        InterruptionPolicy interruption) {

    static Rules of(TurnSettings settings, Language language) {
        Backchannels backchannels = Backchannels.of(language);
        SpokenDigits digits = SpokenDigits.of(language);
        return new Rules(
                settings,
                language,
                backchannels,
                new EndOfTurnPolicy(settings, TextCues.of(language), digits),
                new InterruptionPolicy(settings.bargeIn(), backchannels, digits));
    }
}
