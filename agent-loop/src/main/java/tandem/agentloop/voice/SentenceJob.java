package tandem.agentloop.voice;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tandem.agentloop.ConversationEvent;
import tandem.agentloop.ProviderException;
import tandem.agentloop.Synthesizer;
import tandem.callmodel.TurnId;
import tandem.callmodel.time.Time;

/// Speaks one sentence: with the first synthesiser that delivers audio. One that fails later leaves
/// the sentence where it is; a sentence is never begun twice.
///
/// Confined to its `tts-` thread. Ends with `SpeechRendered` unless interrupted.
///
/// @param voices in order of preference, each with the request as it wants it
record SentenceJob(
        TurnId turn,
        SentenceTrack track,
        List<Voice> voices,
        Consumer<ConversationEvent> post,
        Time time)
        implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(SentenceJob.class);

    record Voice(Synthesizer synthesizer, Synthesizer.Request request) {}

    @Override
    public void run() {
        try {
            for (Voice voice : voices) {
                if (speak(voice) || track.hasAudio()) {
                    break;
                }
            }
            post.accept(new ConversationEvent.SpeechRendered(turn, track.sentence(), time.nanos()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean speak(Voice voice) throws InterruptedException {
        String name = voice.synthesizer().traits().name();
        try {
            voice.synthesizer().speak(voice.request(), track);
            if (track.hasAudio()) {
                track.complete();
                return true;
            }
            failed(name + " delivered no audio");
        } catch (ProviderException e) {
            failed(name + ": " + e.category());
        } catch (RuntimeException e) {
            LOG.error("synthesiser {} is defective", name, e);
            failed(name + ": defect");
        }
        return false;
    }

    private void failed(String reason) {
        post.accept(new ConversationEvent.SpeechFailed(turn, track.number(), reason, time.nanos()));
    }
}
