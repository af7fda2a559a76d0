package tandem.callcontrol;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tandem.agentloop.Agent;
import tandem.callmodel.CallId;
import tandem.callmodel.time.Time;

/// All calls of this server: admits new ones, routes what the SIP edge tells, and drains.
///
/// Thread-safe: a concurrent map and atomics. [#accept] runs on the SIP stack's threads in constant
/// time: it starts the call's thread `call-<id>` or refuses, and never waits. The map is bounded by
/// [CallSettings#maxConcurrent].
public final class Calls implements Consumer<SipEvent>, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Calls.class);

    /// What ending the last calls may take after the grace time.
    private static final Duration LAST_ENDINGS = Duration.ofSeconds(5);

    private final ConcurrentHashMap<CallId, Call> live = new ConcurrentHashMap<>();
    private final CallPorts ports;
    private final CallSettings settings;
    private final Time time;
    private final CallMeters meters;
    private final Admission admission;
    private final EndWatch watch;
    private final ScheduledExecutorService watchdog;

    public Calls(
            Signaling signaling,
            MediaPlane media,
            Agent agent,
            Recorder recorder,
            CallJournal journal,
            HumanDesk desk,
            CallSettings settings,
            Time time,
            MeterRegistry registry) {
        this.meters = new CallMeters(registry);
        this.ports =
                new CallPorts(
                        signaling,
                        media,
                        agent,
                        recorder,
                        new SteadyJournal(journal, meters),
                        desk);
        this.settings = settings;
        this.time = time;
        this.admission = new Admission(settings, time);
        this.watch = new EndWatch(time, meters);
        this.watchdog =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("call-watchdog").factory());
        Gauge.builder("tandem.calls.active", admission, Admission::active)
                .description("Live calls")
                .register(registry);
    }

    /// Starts the watchdog. To be called before the SIP edge delivers.
    public void start() {
        watchdog.scheduleAtFixedRate(watch::sweep, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void accept(SipEvent event) {
        switch (event) {
            case SipEvent.Invited invited -> admit(invited);
            case SipEvent.Cancelled _, SipEvent.HungUp _ -> {
                watch.expect(EndWatch.Work.owner(event.call()));
                route(event);
                forgetUnlessLive(event.call());
            }
            case SipEvent.Acknowledged _, SipEvent.Reinvited _, SipEvent.KeyByInfo _ ->
                    route(event);
        }
    }

    /// Live calls, those that are just ending included.
    public int active() {
        return admission.active();
    }

    public boolean isDraining() {
        return admission.isDraining();
    }

    /// Refuses new calls, waits for the live ones at most `grace`, then ends the rest. Blocks.
    ///
    /// May be called again with a shorter grace, also from another thread.
    public Drained drain(Duration grace) throws InterruptedException {
        ports.signaling().drain();
        CompletableFuture<Void> idle = admission.drain();
        int atFirst = admission.active();
        if (await(idle, grace)) {
            return new Drained(atFirst, 0, 0);
        }
        int cut = admission.active();
        log.info("grace time of {} is over: ending {} calls", grace, cut);
        live.forEach((id, call) -> {
            watch.expect(EndWatch.Work.owner(id));
            call.post(new CallEvent.ShutDown());
            forgetUnlessLive(id);
        });
        await(idle, LAST_ENDINGS);
        return new Drained(Math.max(0, atFirst - cut), cut, admission.active());
    }

    /// @param finished calls that ended by themselves within the grace time
    /// @param cut calls that were ended
    /// @param stuck calls that did not end even then
    public record Drained(int finished, int cut, int stuck) {
        public boolean isClean() {
            return stuck == 0;
        }
    }

    /// Ends every call at once and stops the watchdog. Idempotent.
    @Override
    public void close() {
        try {
            drain(Duration.ZERO);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        watchdog.shutdownNow();
    }

    /// Calls that can be reached; for tests.
    int live() {
        return live.size();
    }

    /// Ends that have begun and are not complete; for tests.
    int endsPending() {
        return watch.pending();
    }

    private void admit(SipEvent.Invited invited) {
        Optional<Refusal> refusal = admission.enter();
        if (refusal.isPresent()) {
            refuse(invited, refusal.get());
            return;
        }
        Call call = new Call(invited, ports, settings, time, meters, watch, this::over);
        if (live.putIfAbsent(invited.call(), call) != null) {
            admission.leave();
            meters.late();
            log.error("call {} was announced twice; the second time is ignored", invited.call());
            return;
        }
        meters.admitted();
        noteArrived(invited);
        Thread.ofVirtual().name("call-" + invited.call()).start(call);
    }

    private static boolean await(CompletableFuture<Void> idle, Duration atMost)
            throws InterruptedException {
        try {
            idle.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void refuse(SipEvent.Invited invited, Refusal refusal) {
        ports.signaling().refuse(invited.call(), refusal);
        meters.refused(refusal);
        noteArrived(invited);
        ports.journal().append(new CallFact.Refused(invited.call(), time.now(), refusal));
    }

    private void noteArrived(SipEvent.Invited invited) {
        ports.journal()
                .append(
                        new CallFact.Arrived(
                                invited.call(),
                                time.now(),
                                invited.from(),
                                invited.to(),
                                invited.source(),
                                invited.sipCallId()));
    }

    private void route(SipEvent event) {
        Call call = live.get(event.call());
        if (call != null) {
            call.post(CallEvent.of(event, time.nanos()));
            return;
        }
        meters.late();
        if (event instanceof SipEvent.Reinvited) {
            ports.signaling()
                    .refuse(event.call(), Refusal.of(481, "calls.gone", "The call is over."));
        }
    }

    /// Last of all, on the call's own thread.
    private void over(Call call) {
        live.remove(call.id());
        watch.done(EndWatch.Work.owner(call.id()));
        admission.leave();
    }

    /// The call may have ended between looking and expecting.
    private void forgetUnlessLive(CallId id) {
        if (!live.containsKey(id)) {
            watch.done(EndWatch.Work.owner(id));
        }
    }
}
