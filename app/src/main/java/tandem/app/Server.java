package tandem.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import tandem.agentloop.ProviderException;
import tandem.agentloop.flow.Flow;
import tandem.callcontrol.Calls;
import tandem.callcontrol.StartException;
import tandem.callmodel.time.Time;
import tandem.crmconnectors.DemoShop;

/// Starts what [Wiring] put together, in order, and stops it in the opposite one.
///
/// Confined to the main thread, and then to the thread that stops it.
final class Server {

    private final Settings settings;
    private final PrintStream terminal;
    private final PrometheusMeterRegistry meters =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Wiring parts;

    /// What runs, last started first.
    private final Deque<Runnable> undo = new ArrayDeque<>();

    private volatile State state = State.STARTING;

    private enum State {
        STARTING,
        SERVING,
        DRAINING
    }

    /// @param shop already started; closed with the server
    Server(Settings settings, Flow flow, DemoShop shop, Time time, PrintStream terminal) {
        this.settings = settings;
        this.terminal = terminal;
        this.parts = Wiring.of(settings, flow, shop, time, meters, this::hindrances, terminal);
        undo.push(shop::close);
    }

    /// Serves when it returns; started nothing when it throws.
    ///
    /// @throws StartException saying what could not be had and how to mend it
    void start() throws StartException, InterruptedException {
        measureTheProcess();
        boolean serving = false;
        try {
            startParts();
            serving = true;
        } catch (ProviderException missing) {
            throw new StartException(String.valueOf(missing.getMessage()), missing);
        } finally {
            if (!serving) {
                stop();
            }
        }
        state = State.SERVING;
    }

    /// Refuses new calls, lets live ones finish within the grace time, stops everything.
    void drainAndStop() throws InterruptedException {
        state = State.DRAINING;
        parts.signaling().drain();
        int live = parts.calls().active();
        Duration grace = settings.drainGrace();
        if (live > 0) {
            terminal.println(
                    "stopping: "
                            + live
                            + (live == 1 ? " call is" : " calls are")
                            + " live and may finish within "
                            + grace.toSeconds()
                            + " s; new ones are told to come later");
        }
        Calls.Drained drained = parts.calls().drain(grace);
        stop();
        terminal.println(
                "stopped: " + drained.finished() + " finished, " + drained.cut() + " cut off");
    }

    int sipPort() {
        return parts.signaling().port();
    }

    int httpPort() {
        return parts.http().port();
    }

    private void startParts() throws StartException, ProviderException, InterruptedException {
        parts.http().start();
        undo.push(parts.http()::close);
        undo.push(parts.dsp()::shutdownNow);
        parts.recognizer().start();
        undo.push(parts.recognizer()::close);
        parts.english().start();
        undo.push(parts.english()::close);
        parts.anyLanguage().start();
        undo.push(parts.anyLanguage()::close);
        parts.journal().start();
        undo.push(parts.journal()::close);
        parts.recorder().start();
        undo.push(parts.recorder()::close);
        parts.desk().start();
        undo.push(parts.desk()::close);
        parts.media().start();
        undo.push(parts.media()::close);
        parts.calls().start();
        undo.push(parts.calls()::close);
        parts.signaling().start(parts.calls());
        undo.push(parts.signaling()::close);
    }

    private void stop() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }

    private List<String> hindrances() {
        return switch (state) {
            case STARTING -> List.of("starting");
            case SERVING -> List.of();
            case DRAINING -> List.of("draining");
        };
    }

    private void measureTheProcess() {
        new ClassLoaderMetrics().bindTo(meters);
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new FileDescriptorMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
        Gauge.builder("tandem.draining", this, server -> server.state == State.DRAINING ? 1 : 0)
                .description("1 while live calls may finish and new ones are refused")
                .register(meters);
    }
}
