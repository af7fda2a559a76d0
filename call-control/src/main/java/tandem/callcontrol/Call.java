package tandem.callcontrol;

import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tandem.callmodel.CallId;
import tandem.callmodel.time.Time;

/// One call's owner: takes events and alarms, lets the state decide, and performs.
///
/// Confined to its virtual thread `call-<id>`; others reach it through [#post] alone.
final class Call implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Call.class);

    /// After waking whoever wanted to be woken, the next alarm is at least so far away: a broken
    /// one must not spin.
    private static final long SHORTEST_NAP_NANOS = 1_000_000;

    private static final long FOR_EVER_NANOS = 3_600_000_000_000L;

    private final CallId id;
    private final Mailbox<CallEvent> mailbox;
    private final Time time;
    private final CallMeters meters;
    private final EndWatch watch;
    private final CallPerformer performer;
    private final Consumer<Call> whenOver;

    /// What performing an effect brought about; decided on before the next event is taken. Bounded
    /// by what one effect can report.
    private final ArrayDeque<CallEvent> raised = new ArrayDeque<>();

    private CallState state;

    /// @param whenOver called once, last of all, on this call's thread
    Call(
            SipEvent.Invited invited,
            CallPorts ports,
            CallSettings settings,
            Time time,
            CallMeters meters,
            EndWatch watch,
            Consumer<Call> whenOver) {
        this.id = invited.call();
        this.mailbox = new Mailbox<>(settings.mailboxCapacity());
        this.time = time;
        this.meters = meters;
        this.watch = watch;
        this.performer =
                new CallPerformer(
                        invited, ports, settings, time, meters, watch, this::post, raised::add);
        this.whenOver = whenOver;
        this.state = new Arriving(settings, invited.media());
    }

    CallId id() {
        return id;
    }

    /// From any thread, without waiting. An event that finds no room ends the call.
    void post(CallEvent event) {
        switch (mailbox.offer(event)) {
            case ACCEPTED -> {}
            case FULL -> meters.mailboxRefused();
            case CLOSED -> meters.late();
        }
    }

    @Override
    public void run() {
        try {
            on(new CallEvent.Began());
            long nap = 0;
            while (!isOver()) {
                nap = next(nap);
            }
        } finally {
            finish();
        }
    }

    /// Takes an event or an alarm. Returns the shortest time to wait for the next.
    private long next(long nap) {
        try {
            OptionalLong alarm = nextAlarm();
            long wait = alarm.isPresent() ? alarm.getAsLong() - time.nanos() : FOR_EVER_NANOS;
            mailbox.take(Math.max(wait, nap)).ifPresent(this::on);
        } catch (InterruptedException _) {
            on(new CallEvent.ShutDown());
        }
        if (mailbox.overflowed()) {
            on(new CallEvent.Overflowed());
        }
        return wake() ? SHORTEST_NAP_NANOS : 0;
    }

    /// Decides on one event and does what follows.
    void on(CallEvent event) {
        try {
            apply(event);
            while (!raised.isEmpty()) {
                apply(raised.poll());
            }
        } catch (RuntimeException | Error defect) {
            fault(event, defect);
        }
    }

    /// When [#wake] has something to do, as [Time#nanos].
    OptionalLong nextAlarm() {
        OptionalLong own = state.alarm();
        OptionalLong conversation = performer.nextAlarm();
        if (own.isEmpty() || conversation.isEmpty()) {
            return own.isEmpty() ? conversation : own;
        }
        return OptionalLong.of(Math.min(own.getAsLong(), conversation.getAsLong()));
    }

    /// Acts on the alarms that are due; false when none was.
    boolean wake() {
        boolean own = isDue(state.alarm());
        if (own) {
            on(new CallEvent.AlarmRang());
        }
        boolean conversation = !isOver() && isDue(performer.nextAlarm());
        if (conversation) {
            on(new CallEvent.AgentAlarmRang());
        }
        return own || conversation;
    }

    boolean isOver() {
        return state instanceof Over;
    }

    /// Closes everything and leaves. To be called once, when the call is over.
    void finish() {
        EndCause cause =
                state instanceof Over(EndCause decided)
                        ? decided
                        : EndCause.of(EndCause.Kind.FAULT, "A defect ended the call; see the log.");
        watch.expect(EndWatch.Work.owner(id));
        mailbox.close();
        meters.mailbox(mailbox.highWater());
        try {
            performer.end(cause);
        } finally {
            whenOver.accept(this);
        }
    }

    private boolean isDue(OptionalLong alarm) {
        return alarm.isPresent() && time.nanos() - alarm.getAsLong() >= 0;
    }

    private void apply(CallEvent event) {
        Step step = state.on(event, time.nanos());
        state = step.next();
        step.effects().forEach(performer::perform);
    }

    /// The only place where a defect of a call's is caught. What was raised before belongs to a
    /// call that is being given up.
    private void fault(CallEvent event, Throwable defect) {
        meters.faulted();
        log.error(
                "call {} failed on {} and becomes {}",
                id,
                event.getClass().getSimpleName(),
                state.getClass().getSimpleName(),
                defect);
        raised.clear();
        try {
            apply(new CallEvent.Faulted());
        } catch (RuntimeException | Error second) {
            log.error("call {} failed again while it was given up", id, second);
        }
    }
}
