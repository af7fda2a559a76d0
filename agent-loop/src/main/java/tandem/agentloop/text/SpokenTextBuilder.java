package tandem.agentloop.text;

import java.util.ArrayList;
import java.util.List;
import tandem.agentloop.text.SpokenText.Span;

/// Puts a [SpokenText] together from left to right. Confined to one call of
/// [SpeechNormalizer#normalize].
///
/// Keeps the spoken text tidy: single spaces, none before punctuation, words never run together.
final class SpokenTextBuilder {

    private final String written;
    private final StringBuilder spoken = new StringBuilder();
    private final List<Span> spans = new ArrayList<>();
    private boolean wordOpen;

    SpokenTextBuilder(String written) {
        this.written = written;
    }

    /// The character at `index` is said as it is.
    void literal(int index) {
        char c = written.charAt(index);
        if (Character.isWhitespace(c)) {
            space();
            wordOpen = false;
            return;
        }
        if (wordOpen && Character.isLetterOrDigit(c)) {
            space();
        }
        wordOpen = false;
        add(index, index + 1, String.valueOf(c), true);
    }

    /// `text` is said for what is written from `start` to `end`; nothing for an empty one. Spaces
    /// around it separate it from its neighbours.
    void reading(int start, int end, String text) {
        if (text.isEmpty()) {
            return;
        }
        String words = text.strip();
        if (text.charAt(0) == ' ') {
            space();
        }
        if (words.isEmpty()) {
            return;
        }
        boolean word = Character.isLetterOrDigit(words.charAt(0));
        if (word && !spoken.isEmpty() && Character.isLetterOrDigit(last())) {
            space();
        }
        add(start, end, words, false);
        if (text.charAt(text.length() - 1) == ' ') {
            space();
        }
        wordOpen = !spoken.isEmpty() && (Character.isLetterOrDigit(last()) || last() == ',');
    }

    SpokenText build() {
        int end = spoken.length();
        while (end > 0 && spoken.charAt(end - 1) == ' ') {
            end--;
        }
        spoken.setLength(end);
        return new SpokenText(written, spoken.toString(), spans);
    }

    private void space() {
        if (!spoken.isEmpty() && last() != ' ') {
            spoken.append(' ');
        }
    }

    private void add(int writtenStart, int writtenEnd, String text, boolean literal) {
        if (isPunctuation(text.charAt(0))) {
            if (!spoken.isEmpty() && last() == ' ') {
                spoken.setLength(spoken.length() - 1);
            }
            if (spoken.isEmpty() || (text.charAt(0) == ',' && isPunctuation(last()))) {
                return; // nothing to pause after, or a pause already
            }
        }
        int start = spoken.length();
        spoken.append(text);
        Span before = spans.isEmpty() ? null : spans.getLast();
        if (literal
                && before != null
                && before.literal()
                && before.spokenEnd() == start
                && before.writtenEnd() == writtenStart) {
            spans.set(
                    spans.size() - 1,
                    new Span(
                            before.spokenStart(),
                            spoken.length(),
                            before.writtenStart(),
                            writtenEnd,
                            true));
        } else {
            spans.add(new Span(start, spoken.length(), writtenStart, writtenEnd, literal));
        }
    }

    private static boolean isPunctuation(char c) {
        return ",.;:!?".indexOf(c) >= 0;
    }

    private char last() {
        return spoken.charAt(spoken.length() - 1);
    }
}
