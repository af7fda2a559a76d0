package tandem.agentloop.provider.espeak;

import java.util.ArrayList;
import java.util.List;

/// Guesses where words end when only the audio is known: each takes a share of it by its letters,
/// and a mark after it gets the time of a pause. Immutable.
///
/// @param endOffset in the text
/// @param endSample in the audio
record WordAlignment(int endOffset, long endSample) {

    private static final double PER_WORD = 1;
    private static final double PER_DIGIT = 4;
    private static final double CLAUSE_PAUSE = 4;
    private static final double SENTENCE_PAUSE = 7;

    /// @param from first sample that is not silent
    /// @param to behind the last one
    static List<WordAlignment> of(String text, long from, long to) {
        List<Integer> ends = new ArrayList<>();
        List<Double> soundEnds = new ArrayList<>();
        double total = 0;
        double pause = 0;
        int index = 0;
        while (index < text.length()) {
            if (Character.isWhitespace(text.charAt(index))) {
                index++;
                continue;
            }
            int start = index;
            while (index < text.length() && !Character.isWhitespace(text.charAt(index))) {
                index++;
            }
            total += pause + weight(text, start, index);
            pause = pause(text.charAt(index - 1));
            ends.add(index);
            soundEnds.add(total);
        }
        List<WordAlignment> words = new ArrayList<>();
        for (int i = 0; i < ends.size(); i++) {
            double share = total == 0 ? 1 : soundEnds.get(i) / total;
            words.add(new WordAlignment(ends.get(i), from + Math.round(share * (to - from))));
        }
        return words;
    }

    private static double weight(String text, int start, int end) {
        double weight = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            weight += Character.isDigit(c) ? PER_DIGIT : Character.isLetter(c) ? 1 : 0;
        }
        return weight == 0 ? 0 : weight + PER_WORD;
    }

    private static double pause(char last) {
        if (",;:".indexOf(last) >= 0) {
            return CLAUSE_PAUSE;
        }
        return ".!?…".indexOf(last) >= 0 ? SENTENCE_PAUSE : 0;
    }
}
