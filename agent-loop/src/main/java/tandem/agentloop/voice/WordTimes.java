package tandem.agentloop.voice;

import java.util.ArrayList;
import java.util.List;
import tandem.agentloop.SpokenSentence.Word;
import tandem.callmodel.audio.SampleRate;

/// Where the words of a text lie in its audio: as the synthesiser tells, and where it does not, by
/// their length. Pure; samples count from the sentence's own beginning.
final class WordTimes {

    /// Slow speech, so that a guess claims too few words rather than too many.
    private static final int CHARACTERS_PER_SECOND = 12;

    private WordTimes() {}

    /// Words of the whole text, whose audio has `samples` in all: those that were told, then the
    /// rest spread by length.
    static List<Word> complete(String text, List<Word> told, long samples) {
        return spread(text, told, samples);
    }

    /// Words of a text whose audio ends after `samples`, or goes on beyond them. A synthesiser that
    /// tells is not second-guessed: what it has not told yet was not said. Of one that does not
    /// tell, only guesses that lie inside count.
    static List<Word> partial(String text, List<Word> told, long samples, SampleRate rate) {
        if (!told.isEmpty()) {
            return told;
        }
        long guess = (long) text.length() * rate.hertz() / CHARACTERS_PER_SECOND;
        return spread(text, told, guess).stream()
                .filter(word -> word.endSample() <= samples)
                .toList();
    }

    private static List<Word> spread(String text, List<Word> told, long samples) {
        List<Word> words = new ArrayList<>(told);
        int from = told.isEmpty() ? 0 : told.getLast().endOffset();
        long start = told.isEmpty() ? 0 : told.getLast().endSample();
        long length = Math.max(0, samples - start);
        int characters = Math.max(1, text.length() - from);
        long previous = start;
        for (int end = nextEnd(text, from); end > from; end = nextEnd(text, end)) {
            long at = start + length * (end - from) / characters;
            words.add(new Word(end, previous, at));
            previous = at;
            if (end == text.length()) {
                break;
            }
        }
        return List.copyOf(words);
    }

    /// The end of the next word after `from`; `from` itself when there is none.
    private static int nextEnd(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return from;
        }
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /// The character up to which the text was heard when `samples` were sent: words that ended by
    /// then, and one more of which at least half was.
    static int heardOffset(List<Word> words, long samples) {
        int offset = 0;
        for (Word word : words) {
            boolean whole = word.endSample() <= samples;
            boolean half =
                    word.startSample() < samples
                            && 2 * (samples - word.startSample())
                                    >= word.endSample() - word.startSample();
            if (!whole && !half) {
                return offset;
            }
            offset = word.endOffset();
            if (!whole) {
                return offset;
            }
        }
        return offset;
    }
}
