package tandem.agentloop.voice;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;

/// What is counted of all conversations. Thread-safe: the registry is.
final class Meters {

    private final MeterRegistry registry;
    private final Timer bargeInStop;

    Meters(MeterRegistry registry) {
        this.registry = registry;
        this.bargeInStop =
                Timer.builder("tandem.bargein.stop")
                        .description("The caller's first voiced frame to the order to be silent")
                        .publishPercentiles(0.5, 0.95, 0.99)
                        .register(registry);
    }

    void timed(Map<String, Double> stages) {
        stages.forEach((stage, millis) ->
                Timer.builder("tandem.turn.stage")
                        .tag("stage", stage)
                        .publishPercentiles(0.5, 0.95, 0.99)
                        .register(registry)
                        .record(Duration.ofNanos(Math.max(0, Math.round(millis * 1e6)))));
    }

    void bargeInStopped(long nanos) {
        bargeInStop.record(Duration.ofNanos(Math.max(0, nanos)));
    }

    void bargedIn(String outcome) {
        registry.counter("tandem.bargein", "outcome", outcome).increment();
    }

    void replied(String how) {
        registry.counter("tandem.turn.replies", "how", how).increment();
    }

    void cancelled(String why) {
        registry.counter("tandem.turn.cancelled", "why", why).increment();
    }

    void stale() {
        registry.counter("tandem.turn.stale").increment();
    }

    void providerFailed(String port) {
        registry.counter("tandem.provider.failed", "port", port).increment();
    }

    void toolUsed(String outcome) {
        registry.counter("tandem.tool.used", "outcome", outcome).increment();
    }
}
