package tandem.agentloop.voice;

import tandem.callmodel.Language;

/// What the agent says by itself when something of ours fails or takes long. Immutable.
///
/// @param apology after a model failed
/// @param moment while the caller waits
record Lines(String apology, String moment) {

    static Lines of(Language language) {
        return switch (language.primary()) {
            case "es" ->
                    new Lines(
                            "Perdone, algo ha fallado. ¿Puede repetirlo?",
                            "Un momento, por favor.");
            case "de" ->
                    new Lines(
                            "Entschuldigung, da ist etwas schiefgegangen. Können Sie das bitte wiederholen?",
                            "Einen Moment, bitte.");
            case "fr" ->
                    new Lines(
                            "Excusez-moi, quelque chose n'a pas fonctionné. Pouvez-vous répéter ?",
                            "Un instant, s'il vous plaît.");
            case "pt" ->
                    new Lines("Desculpe, algo correu mal. Pode repetir?", "Um momento, por favor.");
            default ->
                    new Lines(
                            "I'm sorry, something went wrong. Could you say that again?",
                            "One moment, please.");
        };
    }
}
