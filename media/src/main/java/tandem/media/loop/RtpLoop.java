package tandem.media.loop;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tandem.callmodel.time.Time;

/// One media core's thread `rtp-loop-n`: polls its members' sockets and paces their packets.
///
/// It owns everything of its members that is not said to be shared. It never blocks but in the
/// poller, and neither locks, allocates nor logs while members are served. Other threads reach it
/// by [#add] and [#changed] alone.
public final class RtpLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(RtpLoop.class);

    /// From so many members on datagrams are gathered for the rest of the millisecond, which saves
    /// a wake-up per packet; below, each is read when it comes.
    private static final int GATHER_FROM = 24;

    private final DatagramPoller poller;
    private final Time time;
    private final LoopMetrics metrics;
    private final boolean preferred;
    private final SlotTable slots = new SlotTable();
    private final AtomicReference<@Nullable LoopTicket> changes = new AtomicReference<>();
    private final AtomicInteger members = new AtomicInteger();
    private volatile boolean stopping;

    /// @param preferred whether the thread asks for real-time scheduling
    public RtpLoop(DatagramPoller poller, Time time, LoopMetrics metrics, boolean preferred) {
        this.poller = poller;
        this.time = time;
        this.metrics = metrics;
        this.preferred = preferred;
    }

    /// Any thread: makes the member known; it joins at the loop's next turn.
    public LoopTicket add(LoopMember member) {
        LoopTicket ticket = new LoopTicket(member);
        members.incrementAndGet();
        changed(ticket);
        return ticket;
    }

    /// Any thread: the member has changes to apply.
    public void changed(LoopTicket ticket) {
        if (!ticket.queued.compareAndSet(false, true)) {
            return;
        }
        LoopTicket top;
        do {
            top = changes.get();
            ticket.below = top;
        } while (!changes.compareAndSet(top, ticket));
        poller.wake();
    }

    /// Any thread: members that joined or are about to.
    public int members() {
        return members.get();
    }

    public DatagramPoller poller() {
        return poller;
    }

    /// Any thread: every member is made to leave, then the thread ends.
    public void stop() {
        stopping = true;
        poller.wake();
    }

    @Override
    public void run() {
        if (preferred) {
            LOG.info(
                    "{}: {}, scheduling: {}",
                    Thread.currentThread().getName(),
                    poller.name(),
                    poller.preferThisThread());
        }
        Cadence cadence = new Cadence(time.nanos());
        try {
            while (!stopping) {
                long now = time.nanos();
                applyChanges(cadence, now);
                serve(cadence, now);
                await(cadence);
            }
        } finally {
            leaveAll(cadence);
        }
    }

    /// Only once the thread has ended: closes the poller and sends away who came too late.
    public void close() {
        poller.close();
        sendAwayLateComers();
    }

    /// Only once the thread has ended: members added since then are made to leave.
    public void sendAwayLateComers() {
        leaveAll(new Cadence(time.nanos()));
    }

    private void serve(Cadence cadence, long startedAt) {
        long now = startedAt;
        long skippedBefore = cadence.skipped();
        for (long tick = cadence.take(now); tick >= 0; tick = cadence.take(now)) {
            int slot = Cadence.slot(tick);
            long due = cadence.dueNanos(tick);
            if (slots.size(slot) > 0) {
                metrics.served(now - due);
                long cycle = Cadence.cycle(tick);
                for (int n = slots.size(slot) - 1; n >= 0; n--) {
                    pace(slots.get(slot, n), cycle, due);
                }
                now = time.nanos();
            }
        }
        if (slots.size() > 0) {
            metrics.skipped(cadence.skipped() - skippedBefore);
        }
    }

    private void pace(@Nullable LoopTicket ticket, long cycle, long due) {
        if (ticket == null) {
            return;
        }
        try {
            ticket.member.pace(cycle, due, time.nanos());
        } catch (RuntimeException fault) {
            // A member's fault ends that member and no other.
            metrics.fault(fault);
            remove(ticket);
        }
    }

    private void await(Cadence cadence) {
        if (changes.get() != null || stopping) {
            poller.poll(0);
        } else if (slots.size() == 0) {
            poller.poll(-1);
        } else {
            long due = cadence.dueNanos(slots.nextServed(cadence.next()));
            long nanos = Math.max(due - time.nanos(), 0);
            if (slots.size() >= GATHER_FROM) {
                poller.gather(Math.min(nanos, Cadence.TICK_NANOS));
            } else {
                poller.poll(nanos);
            }
        }
    }

    private void applyChanges(Cadence cadence, long now) {
        if (changes.get() == null) {
            return;
        }
        LoopTicket ticket = changes.getAndSet(null);
        while (ticket != null) {
            LoopTicket below = ticket.below;
            ticket.below = null;
            ticket.queued.set(false);
            applyChanges(ticket, cadence, now);
            ticket = below;
        }
    }

    private void applyChanges(LoopTicket ticket, Cadence cadence, long now) {
        try {
            if (ticket.slot == LoopTicket.GONE) {
                return;
            }
            if (ticket.slot == LoopTicket.NEW) {
                join(ticket, cadence, now);
            }
            if (!ticket.member.applyChanges(now)) {
                remove(ticket);
            }
        } catch (RuntimeException fault) {
            metrics.fault(fault);
            remove(ticket);
        }
    }

    private void join(LoopTicket ticket, Cadence cadence, long now) {
        if (slots.size() == 0) {
            // Nobody was served while the loop waited: those ticks are not late.
            cadence.restart(now);
        }
        int slot = slots.add(ticket);
        long tick = cadence.next();
        tick += Math.floorMod(slot - Cadence.slot(tick), Cadence.SLOTS);
        ticket.member.join(poller, Cadence.cycle(tick), cadence.dueNanos(tick));
    }

    private void remove(LoopTicket ticket) {
        if (ticket.slot < 0) {
            return;
        }
        slots.remove(ticket);
        members.decrementAndGet();
        try {
            ticket.member.leave();
        } catch (RuntimeException fault) {
            metrics.fault(fault);
        }
    }

    /// Synchronized for after the end of the thread, when any other may call.
    private synchronized void leaveAll(Cadence cadence) {
        applyChanges(cadence, time.nanos());
        for (int slot = 0; slot < Cadence.SLOTS; slot++) {
            while (slots.size(slot) > 0) {
                LoopTicket ticket = slots.get(slot, 0);
                if (ticket != null) {
                    remove(ticket);
                }
            }
        }
    }
}
