package tandem.agentloop.provider.flite;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A text as Flite may get it: plain ASCII words, each knowing where it came from. Immutable.
///
/// Flite ends the whole process on input it cannot digest, so nothing else ever reaches it: no
/// control characters, no word without a letter or digit, no word of more than 40 characters, no
/// utterance of more than 400.
final class FliteText {

    private static final int LONGEST_WORD = 40;
    private static final int LONGEST_UTTERANCE = 400;
    private static final String MARKS = ".,;:!?'-$%&+@#*/=";

    private static final Map<Integer, String> SPELLED =
            Map.ofEntries(
                    Map.entry((int) 'ß', "ss"),
                    Map.entry((int) 'æ', "ae"),
                    Map.entry((int) 'Æ', "Ae"),
                    Map.entry((int) 'œ', "oe"),
                    Map.entry((int) 'Œ', "Oe"),
                    Map.entry((int) 'ø', "o"),
                    Map.entry((int) 'Ø', "O"),
                    Map.entry((int) 'ł', "l"),
                    Map.entry((int) 'Ł', "L"),
                    Map.entry((int) 'đ', "d"),
                    Map.entry((int) 'ð', "th"),
                    Map.entry((int) 'þ', "th"),
                    Map.entry((int) 'ı', "i"),
                    Map.entry((int) '’', "'"),
                    Map.entry((int) '‘', "'"),
                    Map.entry((int) '–', ","),
                    Map.entry((int) '—', ","),
                    Map.entry((int) '…', "."),
                    Map.entry((int) '€', " euro "),
                    Map.entry((int) '£', " pound "));

    private final List<Utterance> utterances;

    /// What Flite synthesises in one go.
    ///
    /// @param wordEnds for each character of `text`, where the written word that it is part of ends
    ///   in the request's text
    @SuppressWarnings("ArrayRecordComponent") // never compared or changed
    record Utterance(String text, int[] wordEnds) {}

    private FliteText(List<Utterance> utterances) {
        this.utterances = List.copyOf(utterances);
    }

    /// Empty when there is nothing to say.
    List<Utterance> utterances() {
        return utterances;
    }

    static FliteText of(String written) {
        Collector collector = new Collector();
        int index = 0;
        while (index < written.length()) {
            if (isSpace(written.charAt(index))) {
                index++;
                continue;
            }
            int end = index;
            while (end < written.length() && !isSpace(written.charAt(end))) {
                end++;
            }
            for (String word : plain(written.substring(index, end)).split(" ")) {
                collector.add(word, end);
            }
            index = end;
        }
        return new FliteText(collector.finish());
    }

    private static boolean isSpace(char c) {
        return c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /// One written word in ASCII; may come out as several, or none.
    private static String plain(String word) {
        StringBuilder plain = new StringBuilder();
        Normalizer.normalize(word, Normalizer.Form.NFKD)
                .codePoints()
                .forEach(c -> {
                    if (c < 0x80) {
                        boolean kept = Character.isLetterOrDigit(c) || MARKS.indexOf(c) >= 0;
                        plain.append(kept ? (char) c : ' ');
                    } else if (SPELLED.containsKey(c)) {
                        plain.append(SPELLED.get(c));
                    } else if (Character.getType(c) != Character.NON_SPACING_MARK) {
                        plain.append(' ');
                    }
                });
        return plain.toString();
    }

    /// Gathers words into utterances. Confined to [#of].
    private static final class Collector {

        private final List<Utterance> done = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private int[] wordEnds = new int[LONGEST_UTTERANCE + 1];

        void add(String word, int end) {
            if (word.chars().noneMatch(Character::isLetterOrDigit)) {
                pauseFor(word);
                return;
            }
            for (int from = 0; from < word.length(); from += LONGEST_WORD) {
                String part = word.substring(from, Math.min(word.length(), from + LONGEST_WORD));
                if (part.chars().anyMatch(Character::isLetterOrDigit)) {
                    append(part, end);
                }
            }
        }

        /// A mark that stands alone belongs to the word before it.
        private void pauseFor(String marks) {
            if (!marks.isEmpty()
                    && ".,;:!?".indexOf(marks.charAt(0)) >= 0
                    && !text.isEmpty()
                    && Character.isLetterOrDigit(text.charAt(text.length() - 1))
                    && text.length() < LONGEST_UTTERANCE) {
                wordEnds[text.length()] = wordEnds[text.length() - 1];
                text.append(marks.charAt(0));
            }
        }

        private void append(String word, int end) {
            if (text.length() + 1 + word.length() > LONGEST_UTTERANCE) {
                complete();
            }
            if (!text.isEmpty()) {
                wordEnds[text.length()] = end;
                text.append(' ');
            }
            Arrays.fill(wordEnds, text.length(), text.length() + word.length(), end);
            text.append(word);
        }

        private void complete() {
            if (!text.isEmpty()) {
                done.add(new Utterance(text.toString(), Arrays.copyOf(wordEnds, text.length())));
            }
            text.setLength(0);
            wordEnds = new int[LONGEST_UTTERANCE + 1];
        }

        List<Utterance> finish() {
            complete();
            return done;
        }
    }
}
