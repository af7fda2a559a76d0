package tandem.agentloop.provider.pocketsphinx;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// The recogniser's meters.
///
/// Thread-safe: meters are.
final class Counts {

    private final Counter utterances;
    private final Counter understood;
    private final Counter rejected;
    private final Counter refused;
    private final Counter lost;
    private final Counter replayed;
    private final Counter crashed;
    private final Counter hung;
    private final Counter cut;
    private final Counter framesDropped;
    private final Counter commandsDropped;
    private final Timer waited;
    private final Timer finals;
    private final Timer searched;

    Counts(MeterRegistry meters) {
        utterances = meters.counter("tandem.asr.utterances");
        understood = meters.counter("tandem.asr.finals", "outcome", "understood");
        rejected = meters.counter("tandem.asr.finals", "outcome", "rejected");
        lost = meters.counter("tandem.asr.finals", "outcome", "lost");
        refused = meters.counter("tandem.asr.refused");
        replayed = meters.counter("tandem.asr.replayed");
        crashed = meters.counter("tandem.asr.worker.ended", "reason", "crash");
        hung = meters.counter("tandem.asr.worker.ended", "reason", "hang");
        cut = meters.counter("tandem.asr.utterances.cut");
        framesDropped = meters.counter("tandem.asr.frames.dropped");
        commandsDropped = meters.counter("tandem.asr.commands.dropped");
        waited = timer(meters, "tandem.asr.wait");
        finals = timer(meters, "tandem.asr.final");
        searched = timer(meters, "tandem.asr.searched");
    }

    private static Timer timer(MeterRegistry meters, String name) {
        return Timer.builder(name)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(meters);
    }

    void utterance() {
        utterances.increment();
    }

    /// An utterance found a worker after so long.
    void waited(long nanos) {
        waited.record(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }

    /// @param nanos from the end of speech being known to the final
    /// @param searchNanos that the worker spent in the decoders
    void finished(boolean words, long nanos, long searchNanos) {
        (words ? understood : rejected).increment();
        finals.record(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        searched.record(searchNanos, TimeUnit.NANOSECONDS);
    }

    void lost() {
        lost.increment();
    }

    void refused() {
        refused.increment();
    }

    void replayed() {
        replayed.increment();
    }

    void crashed() {
        crashed.increment();
    }

    void hung() {
        hung.increment();
    }

    void utteranceCut() {
        cut.increment();
    }

    void framesDropped(long frames) {
        if (frames > 0) {
            framesDropped.increment((double) frames);
        }
    }

    void commandDropped() {
        commandsDropped.increment();
    }
}
