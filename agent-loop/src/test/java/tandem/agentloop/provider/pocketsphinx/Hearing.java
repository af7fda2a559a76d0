package tandem.agentloop.provider.pocketsphinx;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tandem.agentloop.Expectation;
import tandem.agentloop.Hypothesis;

/// Has a recogniser hear many utterances, each as the first of a call, a few at a time, and
/// measures what that costs.
final class Hearing {

    private final PocketsphinxRecognizer recognizer;
    private final String flow;
    private double audioSeconds;
    private double cpuSeconds;

    Hearing(PocketsphinxRecognizer recognizer, String flow) {
        this.recognizer = recognizer;
        this.flow = flow;
    }

    /// The readings of each, in order.
    List<List<Hypothesis>> hear(List<short[]> utterances, Expectation expectation)
            throws Exception {
        double before = workersCpuSeconds();
        List<List<Hypothesis>> heard = new ArrayList<>();
        int threads = Runtime.getRuntime().availableProcessors();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Callable<List<Hypothesis>>> calls = new ArrayList<>();
            for (short[] utterance : utterances) {
                audioSeconds += utterance.length / 8_000.0;
                calls.add(() -> hear(utterance, expectation));
            }
            for (Future<List<Hypothesis>> each : pool.invokeAll(calls)) {
                heard.add(each.get());
            }
        }
        cpuSeconds += workersCpuSeconds() - before;
        return heard;
    }

    List<Hypothesis> hear(short[] utterance, Expectation expectation) throws InterruptedException {
        try (Listening line = new Listening(recognizer, flow)) {
            line.expect(expectation);
            return line.hear(utterance).hypotheses();
        }
    }

    /// Of both searches and the worker around them.
    double cpuSecondsPerAudioSecond() {
        return cpuSeconds / audioSeconds;
    }

    private double workersCpuSeconds() {
        return recognizer.workerPids().stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToDouble(cpu -> cpu.toNanos() / 1e9)
                .sum();
    }
}
