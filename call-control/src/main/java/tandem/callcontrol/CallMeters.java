package tandem.callcontrol;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/// Counts what calls do. Thread-safe: holds only meters.
final class CallMeters {

    private final MeterRegistry registry;
    private final Timer setup;
    private final DistributionSummary mailboxHigh;

    CallMeters(MeterRegistry registry) {
        this.registry = registry;
        this.setup =
                Timer.builder("tandem.calls.setup")
                        .description("From INVITE to 200")
                        .publishPercentileHistogram()
                        .register(registry);
        this.mailboxHigh =
                DistributionSummary.builder("tandem.calls.mailbox.high")
                        .description("The most events that ever waited for one call")
                        .register(registry);
    }

    void admitted() {
        registry.counter("tandem.calls.admitted").increment();
    }

    void refused(Refusal refusal) {
        registry.counter("tandem.calls.refused", "rule", refusal.rule()).increment();
    }

    void answered(Duration sinceInvite) {
        setup.record(sinceInvite);
    }

    void ended(EndCause cause, Duration length) {
        String kind = label(cause.kind());
        registry.counter("tandem.calls.ended", "cause", kind).increment();
        registry.timer("tandem.calls.duration").record(length);
    }

    void leg(LegQuality quality) {
        registry.summary("tandem.calls.mos").record(quality.mos());
        registry.timer("tandem.calls.jitter").record(quality.jitter());
        long expected = quality.received() + quality.lost();
        if (expected > 0) {
            registry.summary("tandem.calls.loss.percent").record(100.0 * quality.lost() / expected);
        }
    }

    void mailbox(int highWater) {
        mailboxHigh.record(highWater);
    }

    void mailboxRefused() {
        registry.counter("tandem.calls.mailbox.refused").increment();
    }

    /// An event for a call that is gone.
    void late() {
        registry.counter("tandem.calls.events.late").increment();
    }

    void faulted() {
        registry.counter("tandem.calls.faults").increment();
    }

    /// A port threw where the call can go on without it.
    void portFailed(String port) {
        registry.counter("tandem.calls.port.failures", "port", port).increment();
    }

    void overdue(String what) {
        registry.counter("tandem.calls.end.overdue", "what", what).increment();
    }

    private static String label(EndCause.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
