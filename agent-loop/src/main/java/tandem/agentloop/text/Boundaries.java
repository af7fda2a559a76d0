package tandem.agentloop.text;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tandem.callmodel.Language;

/// Tells where clauses and sentences end in a text of which the rest may not be known yet.
/// Immutable.
///
/// In doubt there is no boundary: a piece that is too long is spoken a little late, a sentence cut
/// after "Dr." sounds broken.
final class Boundaries {

    private static final String CLOSERS = "\"'”’»)]}*_`~";
    private static final String CLAUSE_MARKS = ",;:–—";

    /// Never end a sentence: something must follow them.
    private static final Map<String, Set<String>> PREFIXES =
            Map.of(
                    "en",
                    Set.of(
                            "mr", "mrs", "ms", "mx", "dr", "prof", "st", "rev", "gen", "col", "sgt",
                            "capt", "lt", "hon", "vs", "approx", "ext", "fig", "messrs", "mt"),
                    "de",
                    Set.of(
                            "hr", "fr", "dr", "prof", "nr", "tel", "ca", "bzw", "inkl", "ggf",
                            "evtl", "st", "abs", "art", "dipl", "ing", "vgl"),
                    "es",
                    Set.of(
                            "sr", "sra", "srta", "dr", "dra", "ud", "uds", "av", "avda", "núm",
                            "tel", "aprox", "prof", "pág"),
                    "fr",
                    Set.of("m", "mm", "mme", "mlle", "dr", "env", "tél", "av", "bd", "prof", "st"),
                    "pt",
                    Set.of(
                            "sr", "sra", "srta", "dr", "dra", "av", "núm", "tel", "aprox", "prof",
                            "pág"),
                    "it",
                    Set.of("sig", "dott", "ing", "avv", "prof", "tel", "ca", "pag"),
                    "nl",
                    Set.of("dhr", "mevr", "mw", "dr", "prof", "tel", "ca", "nr", "bijv"));

    /// End a sentence only when a capital follows.
    private static final Set<String> SUFFIXES =
            Set.of(
                    "a.m", "p.m", "etc", "inc", "ltd", "corp", "co", "jr", "sr", "dept", "est",
                    "ave", "rd", "blvd", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
                    "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thurs", "fri",
                    "sat", "sun", "min", "max", "tel", "usw", "str", "u.s", "u.k", "e.u");

    /// Are an abbreviation only before a number, as in "No. 5".
    private static final Set<String> BEFORE_NUMBERS = Set.of("no", "nos", "pp", "vol", "ch");

    private final Set<String> prefixes;
    private final boolean ordinalsWithDots;

    Boundaries(Language language) {
        this.prefixes = PREFIXES.getOrDefault(language.primary(), Set.of());
        this.ordinalsWithDots =
                Set.of("de", "da", "nb", "no", "fi", "cs", "pl", "hu").contains(language.primary());
    }

    /// What is known about the place after a character.
    sealed interface Verdict {
        record None() implements Verdict {}

        /// More text is needed to tell.
        record Undecided() implements Verdict {}

        /// @param end exclusive, closing quotes included
        record Clause(int end) implements Verdict {}

        record Sentence(int end) implements Verdict {}
    }

    private static final Verdict NONE = new Verdict.None();
    private static final Verdict UNDECIDED = new Verdict.Undecided();

    /// @param complete true when nothing will follow `text`
    Verdict after(CharSequence text, int index, boolean complete) {
        char mark = text.charAt(index);
        if (mark == '\n') {
            return new Verdict.Sentence(index + 1);
        }
        if (mark == '。' || mark == '！' || mark == '？') {
            return new Verdict.Sentence(index + 1);
        }
        boolean sentence = mark == '.' || mark == '!' || mark == '?' || mark == '…';
        if (!sentence && CLAUSE_MARKS.indexOf(mark) < 0) {
            return NONE;
        }
        int end = index + 1;
        while (end < text.length() && CLOSERS.indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        if (end == text.length()) {
            return complete ? NONE : UNDECIDED;
        }
        if (!Character.isWhitespace(text.charAt(end))) {
            return NONE; // 3.5, 10:30, a@b.org, "?!": the boundary, if any, comes later
        }
        return sentence ? sentence(text, index, end, complete) : clause(text, index, end, complete);
    }

    private static Verdict clause(CharSequence text, int index, int end, boolean complete) {
        if (index > 0 && Character.isDigit(text.charAt(index - 1))) {
            int next = next(text, end);
            if (next < 0) {
                return complete ? NONE : UNDECIDED;
            }
            if (Character.isDigit(next)) {
                return NONE; // 4, 7, 1
            }
        }
        return new Verdict.Clause(end);
    }

    private Verdict sentence(CharSequence text, int index, int end, boolean complete) {
        if (text.charAt(index) == '!' || text.charAt(index) == '?') {
            return new Verdict.Sentence(end);
        }
        Need need = need(text, index);
        if (need == Need.NOTHING) {
            return new Verdict.Sentence(end);
        }
        if (need == Need.NEVER) {
            return NONE;
        }
        int next = next(text, end);
        if (next < 0) {
            return complete ? NONE : UNDECIDED;
        }
        boolean met =
                need == Need.CAPITAL
                        ? !Character.isLowerCase(next) && !Character.isDigit(next)
                        : !Character.isDigit(next);
        return met ? new Verdict.Sentence(end) : NONE;
    }

    private enum Need {
        NOTHING,
        CAPITAL,
        NO_DIGIT,
        NEVER
    }

    /// What must follow for the full stop at `index` to end a sentence.
    private Need need(CharSequence text, int index) {
        if (text.charAt(index) == '…' || (index > 0 && text.charAt(index - 1) == '.')) {
            return Need.CAPITAL;
        }
        int start = index;
        while (start > 0 && isWordPart(text.charAt(start - 1))) {
            start--;
        }
        String word = text.subSequence(start, index).toString();
        String lower = word.toLowerCase(Locale.ROOT);
        if (!word.isEmpty() && word.chars().allMatch(Character::isDigit)) {
            boolean listMarker = word.length() <= 3 && next(text, 0) == text.charAt(start);
            boolean opensText = text.subSequence(0, start).chars().allMatch(c -> c <= ' ');
            if ((listMarker && opensText) || (ordinalsWithDots && word.length() <= 2)) {
                return Need.NEVER;
            }
            return Need.CAPITAL;
        }
        if (prefixes.contains(lower)) {
            return Need.NEVER;
        }
        if (SUFFIXES.contains(lower)) {
            return Need.CAPITAL;
        }
        if (BEFORE_NUMBERS.contains(lower)) {
            return Need.NO_DIGIT;
        }
        return isInitials(word) ? Need.NEVER : Need.NOTHING;
    }

    /// "J" of "J. Smith", "e.g", "z. B", "d.h".
    private static boolean isInitials(String word) {
        if (word.length() == 1) {
            return word.charAt(0) < 0x250 && word.charAt(0) != 'I';
        }
        for (int i = 1; i < word.length(); i += 2) {
            if (word.charAt(i) != '.') {
                return false;
            }
        }
        return word.indexOf('.') > 0 && Character.isLetter(word.charAt(0));
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '.';
    }

    /// The first character from `from` on that is no space; -1 when there is none yet.
    private static int next(CharSequence text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                return text.charAt(i);
            }
        }
        return -1;
    }
}
