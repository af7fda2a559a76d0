package tandem.agentloop.turn;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tandem.callmodel.Language;

/// The small words by which a listener says "go on", per language. Immutable.
///
/// @param phrases each as its words, longest first
record Backchannels(List<List<String>> phrases) {

    private static final String EVERYWHERE =
            "mm,mmm,hm,hmm,mhm,m-hm,mm-hm,mm-hmm,aha,ah,oh,ok,okay";

    static Backchannels of(Language language) {
        String own =
                switch (language.primary()) {
                    case "en" ->
                            "uh-huh,uh huh,uhuh,mm hm,mm hmm,yes,yeah,yep,yup,ya,right,sure,i see,got it,"
                                    + "all right,alright,good,great,fine,of course,uh,um,huh,cool";
                    case "es" ->
                            "sí,si,ya,ya veo,vale,claro,bien,muy bien,bueno,ajá,entiendo,eh,de acuerdo";
                    case "de" ->
                            "ja,jaja,genau,gut,alles klar,klar,in ordnung,ach so,achso,verstehe,stimmt,"
                                    + "richtig,äh,ähm,na gut";
                    case "fr" ->
                            "oui,ouais,d'accord,bien,très bien,je vois,entendu,ah bon,bon,voilà,euh,c'est ça";
                    case "pt" ->
                            "sim,tá,tá bom,está bem,está bom,certo,claro,entendi,pois,pois é,bem,é,ahã,uhum";
                    default -> "";
                };
        return new Backchannels(
                Stream.concat(Arrays.stream(EVERYWHERE.split(",")), Arrays.stream(own.split(",")))
                        .filter(phrase -> !phrase.isBlank())
                        .map(Words::of)
                        .sorted(
                                Comparator.comparingInt((List<String> words) -> words.size())
                                        .reversed())
                        .toList());
    }

    /// True when the text has words and all of them are backchannels, as in "yes yes, okay".
    boolean isOnly(String text) {
        List<String> words = Words.of(text);
        int at = 0;
        while (at < words.size()) {
            int length = matchAt(words, at);
            if (length == 0) {
                return false;
            }
            at += length;
        }
        return !words.isEmpty();
    }

    private int matchAt(List<String> words, int at) {
        for (List<String> phrase : phrases) {
            int end = at + phrase.size();
            if (end <= words.size() && words.subList(at, end).equals(phrase)) {
                return phrase.size();
            }
        }
        return 0;
    }
}
