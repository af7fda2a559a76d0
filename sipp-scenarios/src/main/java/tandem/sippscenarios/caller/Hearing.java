package tandem.sippscenarios.caller;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import tandem.agentloop.Hypothesis;
import tandem.agentloop.ProviderException;
import tandem.agentloop.Recognizer;
import tandem.agentloop.provider.pocketsphinx.PocketsphinxRecognizer;
import tandem.agentloop.provider.pocketsphinx.PocketsphinxSettings;
import tandem.agentloop.speechspace.SpeechSpace;
import tandem.callmodel.time.Time;

/// Builds the caller's own recogniser, with workers of its own, from the sentences it may hear.
/// Stateless.
final class Hearing {

    /// The name of the search space in a [Recognizer.Request].
    static final String SPACE = "caller";

    /// A judge may take its time, as on a machine that is busy with the one it judges.
    private static final Duration HANG = Duration.ofSeconds(10);

    private Hearing() {}

    static Recognizer of(List<String> sentences, Time time)
            throws IOException, InterruptedException {
        SpeechSpace space =
                SpeechSpace.ofSentences(
                        SPACE,
                        sentences.stream()
                                .map(text -> new SpeechSpace.WeightedSentence(text, 1))
                                .toList());
        PocketsphinxRecognizer recognizer =
                new PocketsphinxRecognizer(
                        PocketsphinxSettings.defaults().withWorkers(1, 2).withHang(HANG),
                        List.of(space),
                        time,
                        new SimpleMeterRegistry());
        try {
            recognizer.start();
        } catch (ProviderException missing) {
            throw new IOException(missing.getMessage(), missing);
        }
        return recognizer;
    }

    /// What was heard: the statistical reading, which follows what was said word by word; the
    /// grammar's only where there is no other.
    static String text(List<Hypothesis> hypotheses) {
        return hypotheses.stream()
                .filter(one -> one.source() == Hypothesis.Source.STATISTICAL)
                .findFirst()
                .or(() -> hypotheses.stream().findFirst())
                .map(Hypothesis::text)
                .orElse("");
    }
}
