package tandem.sippscenarios.caller;

import java.time.Duration;
import java.util.function.LongFunction;
import tandem.sippscenarios.rtp.SampleTimeline;
import tandem.sippscenarios.rtp.SendProgress;
import tandem.sippscenarios.rtp.Utterance;

/// What we said: ordered, under way, when it was on the wire, and the audio by its place in time.
/// Confined to the call's thread.
final class SpokenLog {

    private final SampleTimeline audio = new SampleTimeline();
    private final CallShow show;
    private final LongFunction<Duration> sinceAnswer;
    private int waiting;
    private long firstVoicedNanos;
    private long lastVoicedNanos;

    SpokenLog(CallShow show, LongFunction<Duration> sinceAnswer) {
        this.show = show;
        this.sinceAnswer = sinceAnswer;
    }

    void ordered(int more) {
        waiting += more;
    }

    void on(SendProgress progress) {
        switch (progress) {
            case SendProgress.Began(Utterance utterance, long tick, long nanos) -> {
                audio.write(tick, utterance.samples(), utterance.samples().length);
                show.said(sinceAnswer.apply(nanos), utterance.text());
            }
            case SendProgress.FirstVoiced(Utterance _, long _, long nanos) ->
                    firstVoicedNanos = nanos;
            case SendProgress.LastVoiced(Utterance _, long _, long nanos) ->
                    lastVoicedNanos = nanos;
            case SendProgress.Finished _ -> waiting--;
            case SendProgress.Keyed(char key, long _, long nanos) -> {
                show.keyed(sinceAnswer.apply(nanos), String.valueOf(key));
                lastVoicedNanos = nanos;
                waiting--;
            }
            case SendProgress.KeyDropped(char key, long _, long nanos) -> {
                show.note(
                        sinceAnswer.apply(nanos),
                        "key " + key + " not sent: the far end takes no telephone events");
                waiting--;
            }
        }
    }

    SampleTimeline audio() {
        return audio;
    }

    Stage.Spoken state() {
        return new Stage.Spoken(waiting, firstVoicedNanos, lastVoicedNanos);
    }
}
