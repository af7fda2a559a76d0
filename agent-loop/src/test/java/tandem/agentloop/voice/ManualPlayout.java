package tandem.agentloop.voice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tandem.agentloop.ConversationEvent;
import tandem.agentloop.Playout;
import tandem.callmodel.TurnId;
import tandem.callmodel.time.ManualTime;

/// A playout that sends 160 samples whenever the test says that 20 ms have passed, and remembers
/// every packet. Back-pressure waits on [Lockstep].
public final class ManualPlayout implements Playout {

    private static final int PACKET = 160;
    private static final int AHEAD = 24_000;

    private final ManualTime time;
    private final Lockstep forks;
    private final Consumer<ConversationEvent> events;
    private final List<Packet> packets = new ArrayList<>();
    private final Map<TurnId, Long> past = new HashMap<>();
    private final List<TurnId> flushed = new ArrayList<>();
    private Track open;
    private int commands;
    private int silencings;
    private boolean held;
    private boolean ducked;

    /// One packet with speech in it.
    public record Packet(TurnId turn, long fromSample, boolean ducked, long nanos) {}

    public ManualPlayout(ManualTime time, Lockstep forks, Consumer<ConversationEvent> events) {
        this.time = time;
        this.forks = forks;
        this.events = events;
    }

    public List<Packet> packets() {
        return List.copyOf(packets);
    }

    public List<TurnId> flushed() {
        return List.copyOf(flushed);
    }

    /// How often anything was asked of it.
    public int commands() {
        return commands;
    }

    /// How often it was ducked, held or flushed.
    public int silencings() {
        return silencings;
    }

    /// The furthest sample of this turn that was ever sent.
    public long furthest(TurnId turn) {
        return packets.stream()
                .filter(packet -> packet.turn().equals(turn))
                .mapToLong(packet -> packet.fromSample() + PACKET)
                .max()
                .orElse(0);
    }

    public boolean isHeld() {
        return held;
    }

    public boolean isDucked() {
        return ducked;
    }

    /// 20 ms pass.
    public void tick() {
        if (open == null || held) {
            return;
        }
        long due = Math.min(PACKET, open.written - open.sent);
        if (due > 0) {
            packets.add(new Packet(open.turn, open.sent, ducked, time.nanos()));
            open.sent += due;
            if (!open.started) {
                open.started = true;
                events.accept(new ConversationEvent.PlayoutStarted(open.turn, time.nanos()));
            }
        }
        if (open.ended && open.sent == open.written) {
            events.accept(
                    new ConversationEvent.PlayoutFinished(open.turn, open.sent, time.nanos()));
            past.put(open.turn, open.sent);
            open = null;
        }
    }

    @Override
    public Writer open(TurnId turn) {
        commands++;
        if (open != null) {
            flush(open.turn);
        }
        if (past.containsKey(turn) || flushed.contains(turn)) {
            throw new IllegalStateException(turn + " was played or taken back before");
        }
        held = false;
        ducked = false;
        open = new Track(turn);
        return open;
    }

    @Override
    public void duck() {
        commands++;
        silencings++;
        ducked = true;
    }

    @Override
    public void unduck() {
        commands++;
        ducked = false;
    }

    @Override
    public void hold() {
        commands++;
        silencings++;
        held = true;
    }

    @Override
    public void resume(long fromSample) {
        commands++;
        held = false;
        if (open == null) {
            throw new IllegalStateException("there is nothing that could go on");
        }
        if (fromSample > open.sent || open.sent - fromSample > 40_000) {
            throw new IllegalArgumentException(
                    "cannot resume from " + fromSample + " at " + open.sent);
        }
        open.sent = fromSample;
    }

    @Override
    public long sent(TurnId turn) {
        return open != null && open.turn.equals(turn) ? open.sent : past.getOrDefault(turn, 0L);
    }

    @Override
    public long flush(TurnId turn) {
        commands++;
        silencings++;
        flushed.add(turn);
        if (open == null || !open.turn.equals(turn)) {
            return past.getOrDefault(turn, 0L);
        }
        open.flushed = true;
        past.put(turn, open.sent);
        held = false;
        ducked = false;
        long sent = open.sent;
        open = null;
        return sent;
    }

    private final class Track implements Writer {

        private final TurnId turn;
        private long written;
        private long sent;
        private boolean started;
        private boolean ended;
        private boolean flushed;

        Track(TurnId turn) {
            this.turn = turn;
        }

        @Override
        public boolean write(short[] samples, int offset, int length) throws InterruptedException {
            if (written - sent > AHEAD && !flushed) {
                forks.await(() -> flushed || written - sent <= AHEAD);
            }
            written += length;
            return !flushed;
        }

        @Override
        public void end() {
            ended = true;
        }
    }
}
