package tandem.agentloop.turn;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tandem.callmodel.Language;

/// Words after which nobody has finished, per language. Immutable.
record TextCues(Set<String> openEnded) {

    static TextCues of(Language language) {
        String words =
                switch (language.primary()) {
                    case "en" ->
                            "and but or so because if when that which who the a an my your our their to of for"
                                    + " with from about at in on is are was i'm um uh er erm well then than as";
                    case "es" ->
                            "y e o u pero porque si que cuando el la los las un una mi su de del para con por en"
                                    + " a es eh pues";
                    case "de" ->
                            "und oder aber weil wenn dass ob der die das den dem ein eine einen mein meine für mit"
                                    + " von zu zum zur bei in an auf ist äh ähm also";
                    case "fr" ->
                            "et ou mais parce que si quand qui le la les un une des mon ma mes de du pour avec à"
                                    + " au en est euh alors";
                    case "pt" ->
                            "e ou mas porque se que quando o a os as um uma meu minha de do da para com por em é"
                                    + " então";
                    default -> "";
                };
        return new TextCues(
                Arrays.stream(words.split(" "))
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /// True when more is to be expected: a conjunction, article or filler at the end, a comma,
    /// three dots.
    boolean soundsUnfinished(String text) {
        String stripped = text.strip();
        if (stripped.endsWith(",") || stripped.endsWith("…") || stripped.endsWith("...")) {
            return true;
        }
        if (stripped.endsWith("?") || stripped.endsWith("!") || stripped.endsWith(".")) {
            return false;
        }
        List<String> words = Words.of(stripped);
        return !words.isEmpty() && openEnded.contains(words.getLast());
    }
}
