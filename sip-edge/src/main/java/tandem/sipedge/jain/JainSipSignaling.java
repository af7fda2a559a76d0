package tandem.sipedge.jain;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import tandem.callcontrol.EndCause;
import tandem.callcontrol.MediaAddress;
import tandem.callcontrol.Refusal;
import tandem.callcontrol.Signaling;
import tandem.callcontrol.SipEvent;
import tandem.callcontrol.StartException;
import tandem.callmodel.CallId;
import tandem.callmodel.time.Time;
import tandem.sipedge.SipSettings;
import tandem.sipedge.dialog.DialogEvent;

/// The SIP edge on JAIN-SIP. Counts under `tandem.sip.*`.
///
/// Thread-safe: commands are handed to the thread of their call, and a call that is gone is passed
/// over. Started and closed once, by one thread.
public final class JainSipSignaling implements Signaling {

    /// @param gate of requests into `edge`, fed by `stack`
    private record Running(JainStack stack, Edge edge, RequestGate gate) {}

    private final SipSettings settings;
    private final Time time;
    private final SipMeters meters;
    private final CallTable table = new CallTable();
    private final InviteMemory invites;
    private volatile @Nullable Running running;

    public JainSipSignaling(SipSettings settings, Time time, MeterRegistry registry) {
        this.settings = settings;
        this.time = time;
        this.meters = new SipMeters(registry);
        this.invites = new InviteMemory(time, settings.t1());
        meters.gauge("tandem.sip.calls", table::calls);
        meters.gauge("tandem.sip.dialogs", table::dialogs);
        meters.gauge("tandem.sip.invites.remembered", invites::size);
        meters.gauge(
                "tandem.sip.transactions.server", () -> ofStack(JainStack::serverTransactions));
        meters.gauge(
                "tandem.sip.transactions.client", () -> ofStack(JainStack::clientTransactions));
    }

    @Override
    public void start(Consumer<SipEvent> events) throws StartException {
        if (running != null) {
            throw new IllegalStateException("the SIP edge is started once");
        }
        JainStack stack = JainStack.open(settings, meters);
        Edge edge =
                new Edge(
                        settings,
                        time,
                        meters,
                        table,
                        invites,
                        new Wire(stack.provider(), meters),
                        stack.port(),
                        new Responses(settings.product(), settings.retryAfter(), meters),
                        new OwnAddress(settings),
                        events);
        RequestGate gate = new RequestGate(edge);
        running = new Running(stack, edge, gate);
        stack.deliverTo(gate);
    }

    /// The port listened on, which the settings may have left open; 0 when not started.
    public int port() {
        Running now = running;
        return now == null ? 0 : now.edge().port();
    }

    @Override
    public void ring(CallId call) {
        ask(call, new DialogEvent.RingAsked());
    }

    @Override
    public void answer(CallId call, MediaAddress local) {
        ask(call, new DialogEvent.AnswerAsked(local));
    }

    @Override
    public void refuse(CallId call, Refusal refusal) {
        ask(call, new DialogEvent.RefuseAsked(refusal));
    }

    @Override
    public void hangUp(CallId call, EndCause cause) {
        ask(call, new DialogEvent.HangUpAsked(cause));
    }

    @Override
    public void drain() {
        Running now = running;
        if (now != null) {
            now.gate().drain();
        }
    }

    /// Hangs up what is left, gives the BYEs two round trips (2·T1) to be answered, and closes the
    /// sockets. Idempotent.
    @Override
    public void close() {
        Running now = running;
        if (now == null) {
            return;
        }
        running = null;
        now.gate().drain();
        Collection<SipCall> left = table.all();
        EndCause cause = EndCause.of(EndCause.Kind.SHUTDOWN, "The server stops.");
        for (SipCall call : left) {
            call.offer(new CallInput.Asked(new DialogEvent.HangUpAsked(cause)));
        }
        long until = time.nanos() + 2 * settings.t1().toNanos();
        for (SipCall call : left) {
            call.awaitEnd(Duration.ofNanos(Math.max(0, until - time.nanos())));
        }
        now.stack().close();
        left.forEach(SipCall::abandon);
    }

    private void ask(CallId id, DialogEvent event) {
        table.call(id).ifPresent(call -> call.offer(new CallInput.Asked(event)));
    }

    private int ofStack(ToIntFunction<JainStack> size) {
        Running now = running;
        return now == null ? 0 : size.applyAsInt(now.stack());
    }
}
