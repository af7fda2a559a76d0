package tandem.agentloop.speechspace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A rough English pronunciation for a word that no dictionary has, such as a company's name:
/// longest letter group first, silent final `e`.
///
/// Immutable: no state.
final class LetterSounds {

    private static final Map<String, String> GROUPS = groups();
    private static final int LONGEST = 4;

    private LetterSounds() {}

    /// ARPABET phones with single spaces between; never empty.
    static String of(String word) {
        String letters = word.replaceAll("[^a-z]", "");
        if (letters.length() > 3 && letters.endsWith("e") && !isVowel(letters, 2)) {
            letters = letters.substring(0, letters.length() - 1);
        }
        List<String> phones = new ArrayList<>();
        int at = 0;
        while (at < letters.length()) {
            int length = Math.min(LONGEST, letters.length() - at);
            while (length > 1 && !GROUPS.containsKey(letters.substring(at, at + length))) {
                length--;
            }
            String sound = GROUPS.get(letters.substring(at, at + length));
            if (sound != null && (phones.isEmpty() || !phones.getLast().equals(sound))) {
                phones.add(sound);
            }
            at += length;
        }
        return phones.isEmpty() ? "AH" : String.join(" ", phones);
    }

    private static boolean isVowel(String letters, int fromEnd) {
        return "aeiou".indexOf(letters.charAt(letters.length() - fromEnd)) >= 0;
    }

    private static Map<String, String> groups() {
        Map<String, String> all = new LinkedHashMap<>();
        String table =
                "tion=SH AH N;sion=ZH AH N;ough=AO;eigh=EY;ight=AY T;augh=AO;tch=CH;igh=AY;"
                        + "eau=OW;dge=JH;ear=IH R;air=EH R;oor=AO R;our=AO R;ing=IH NG;ch=CH;"
                        + "sh=SH;th=TH;ph=F;wh=W;ck=K;ng=NG;qu=K W;kn=N;wr=R;gh=G;sc=S K;ps=S;"
                        + "ee=IY;ea=IY;ie=IY;ei=EY;ai=EY;ay=EY;ey=IY;oa=OW;oo=UW;ou=AW;ow=OW;"
                        + "oi=OY;oy=OY;au=AO;aw=AO;ew=UW;ue=UW;ui=UW;ar=AA R;er=ER;ir=ER;or=AO R;"
                        + "ur=ER;ce=S EH;ci=S IH;cy=S IY;ge=JH EH;gi=JH IH;gy=JH IY;le=AH L;"
                        + "a=AE;b=B;c=K;d=D;e=EH;f=F;g=G;h=HH;i=IH;j=JH;k=K;l=L;m=M;n=N;o=AA;p=P;"
                        + "q=K;r=R;s=S;t=T;u=AH;v=V;w=W;x=K S;y=IY;z=Z";
        for (String rule : table.split(";")) {
            String[] sides = rule.split("=");
            all.put(sides[0], sides[1]);
        }
        return Map.copyOf(all);
    }
}
