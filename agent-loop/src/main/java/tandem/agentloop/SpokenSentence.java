package tandem.agentloop;

import java.util.List;

/// A sentence and where its words lie in its turn's audio.
///
/// @param number from 0 within the turn
/// @param startSample of its audio within the turn's audio
/// @param words in order; each ends at a character of `text` and a sample of the turn's audio
public record SpokenSentence(
        int number, String text, long startSample, long endSample, List<Word> words) {

    public SpokenSentence {
        words = List.copyOf(words);
    }

    public record Word(int endOffset, long startSample, long endSample) {}
}
