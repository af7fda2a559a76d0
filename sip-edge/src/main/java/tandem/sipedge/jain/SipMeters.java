package tandem.sipedge.jain;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.function.IntSupplier;

/// The edge's counters and gauges, with tags of few values whatever strangers send. Thread-safe.
final class SipMeters {

    private static final Set<String> METHODS =
            Set.of(
                    "INVITE",
                    "ACK",
                    "BYE",
                    "CANCEL",
                    "OPTIONS",
                    "INFO",
                    "REGISTER",
                    "MESSAGE",
                    "SUBSCRIBE",
                    "NOTIFY",
                    "PUBLISH",
                    "REFER",
                    "UPDATE",
                    "PRACK");

    private final MeterRegistry registry;

    SipMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void requestReceived(String method) {
        registry.counter("tandem.sip.requests", "method", known(method)).increment();
    }

    void requestSent(String method) {
        registry.counter("tandem.sip.requests.sent", "method", known(method)).increment();
    }

    void responseSent(String method, int status) {
        registry.counter(
                        "tandem.sip.responses",
                        "method",
                        known(method),
                        "status",
                        Integer.toString(status))
                .increment();
    }

    void answerResent() {
        registry.counter("tandem.sip.answers.resent").increment();
    }

    /// @param rule of ours, or of call control: a name from the program, never from outside
    void refused(String rule) {
        registry.counter("tandem.sip.refused", "rule", rule).increment();
    }

    /// A message, or an event of a call, that was thrown away.
    void dropped(String reason) {
        registry.counter("tandem.sip.dropped", "reason", reason).increment();
    }

    void sendFailed(String method) {
        registry.counter("tandem.sip.send.failed", "method", known(method)).increment();
    }

    void headerRefused() {
        registry.counter("tandem.sip.header.refused").increment();
    }

    void fault() {
        registry.counter("tandem.sip.faults").increment();
    }

    void gauge(String name, IntSupplier size) {
        Gauge.builder(name, size::getAsInt).register(registry);
    }

    private static String known(String method) {
        return METHODS.contains(method) ? method : "other";
    }
}
