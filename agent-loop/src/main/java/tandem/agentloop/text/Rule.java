package tandem.agentloop.text;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// How something written is read aloud. Immutable.
///
/// @param pattern matched at a place of the text
/// @param insideWords whether that place may lie within a word
/// @param reading what is said for the match; empty: the rule does not apply after all
record Rule(Pattern pattern, boolean insideWords, Reading reading) {

    /// Decides over a match, knowing the text around it.
    interface Reading {
        Optional<String> of(MatchResult match, String written);
    }

    /// Applies where a word or number may begin.
    static Rule word(String regex, Reading reading) {
        return new Rule(Pattern.compile(regex), false, reading);
    }

    /// Applies anywhere.
    static Rule anywhere(String regex, Reading reading) {
        return new Rule(Pattern.compile(regex), true, reading);
    }

    /// Always read as `said`; an empty string is left out.
    static Reading as(String said) {
        return (match, written) -> Optional.of(said);
    }

    /// The word before the match, in lower case; empty when there is none.
    static String wordBefore(MatchResult match, String written) {
        int end = match.start();
        while (end > 0 && !Character.isLetterOrDigit(written.charAt(end - 1))) {
            if (".!?".indexOf(written.charAt(end - 1)) >= 0) {
                return "";
            }
            end--;
        }
        int start = end;
        while (start > 0 && Character.isLetterOrDigit(written.charAt(start - 1))) {
            start--;
        }
        return written.substring(start, end).toLowerCase(java.util.Locale.ROOT);
    }

    /// True when the match lies at the beginning of a line.
    static boolean opensLine(MatchResult match, String written) {
        int i = match.start();
        while (i > 0 && (written.charAt(i - 1) == ' ' || written.charAt(i - 1) == '\t')) {
            i--;
        }
        return i == 0 || written.charAt(i - 1) == '\n';
    }
}
