package tandem.agentloop.voice;

import java.util.ArrayList;
import java.util.List;
import tandem.agentloop.Synthesizer;
import tandem.callmodel.Language;
import tandem.callmodel.audio.SampleRate;

/// The synthesisers of one language in order of preference. Immutable.
///
/// @param voice the first one's name of the voice; the others speak with their default
record Voices(List<Synthesizer> ordered, Language language, String voice, SampleRate rate) {

    Voices {
        ordered = List.copyOf(ordered);
    }

    /// Who may speak `text` when the first `skipped` have failed; the last is never skipped.
    List<SentenceJob.Voice> candidates(String text, int skipped) {
        List<SentenceJob.Voice> candidates = new ArrayList<>();
        for (int i = Math.min(skipped, ordered.size() - 1); i < ordered.size(); i++) {
            candidates.add(
                    new SentenceJob.Voice(
                            ordered.get(i),
                            new Synthesizer.Request(text, language, i == 0 ? voice : "", rate)));
        }
        return candidates;
    }
}
