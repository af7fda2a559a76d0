package tandem.media.playout;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tandem.agentloop.Playout;
import tandem.callmodel.TurnId;

/// The agent's mouth on one leg.
///
/// Thread-safe: what the owner wants are single atomics that the pacer reads once per packet; the
/// pacer's own part ([#fill], [#left]) is confined to the loop. A new turn starts neither ducked
/// nor held.
public final class LegPlayout implements Playout {

    private static final long NOWHERE = -1;

    private final int leadSamples;
    private final PlayoutEvents events;
    private final Gain gain;
    private final AtomicReference<@Nullable TurnAudio> current = new AtomicReference<>();
    private final AtomicLong seek = new AtomicLong(NOWHERE);

    /// Owner only writes.
    private volatile PastTurns past = PastTurns.NONE;

    private volatile boolean ducked;
    private volatile boolean held;
    private volatile boolean closed;

    /// Loop only: the turn whose audio is in the packet being sent.
    private @Nullable TurnAudio leaving;

    public LegPlayout(int leadSamples, double duckDecibels, PlayoutEvents events) {
        this.leadSamples = leadSamples;
        this.events = events;
        gain = new Gain(duckDecibels);
    }

    @Override
    public Writer open(TurnId turn) {
        TurnAudio next = new TurnAudio(turn, leadSamples);
        TurnAudio before;
        do {
            before = current.get();
            if (before != null && before.turn().compareTo(turn) > 0) {
                next.flush();
                return next;
            }
            if (before != null && before.turn().equals(turn)) {
                return before;
            }
        } while (!current.compareAndSet(before, next));
        if (before != null) {
            remember(before.turn(), before.flush());
        }
        seek.set(NOWHERE);
        ducked = false;
        held = false;
        if (closed) {
            next.flush();
        }
        return next;
    }

    private void remember(TurnId turn, long sent) {
        past = past.with(turn, sent);
    }

    @Override
    public void duck() {
        ducked = true;
    }

    @Override
    public void unduck() {
        ducked = false;
    }

    @Override
    public void hold() {
        held = true;
    }

    @Override
    public void resume(long fromSample) {
        // The pacer looks at `held` first: once it sees false, it sees where to go on.
        seek.set(Math.max(fromSample, 0));
        held = false;
    }

    @Override
    public long sent(TurnId turn) {
        TurnAudio audio = current.get();
        return audio != null && audio.turn().equals(turn) ? audio.position() : past.sent(turn);
    }

    @Override
    public long flush(TurnId turn) {
        TurnAudio audio = current.get();
        return audio != null && audio.turn().equals(turn) ? audio.flush() : past.sent(turn);
    }

    /// Any thread: flushes whatever is or will be open.
    public void close() {
        closed = true;
        TurnAudio audio = current.get();
        if (audio != null) {
            audio.flush();
        }
    }

    /// Loop: fills the next packet. [#left] must follow once it was sent.
    ///
    /// @return samples of a turn in it; 0: it is silence
    public int fill(short[] frame) {
        TurnAudio turn = current.get();
        int samples = 0;
        if (turn != null && !held && !turn.isOver()) {
            long to = seek.get();
            if (to != NOWHERE && seek.compareAndSet(to, NOWHERE)) {
                turn.seek(to);
            }
            samples = turn.take(frame);
        }
        leaving = samples > 0 ? turn : null;
        for (int n = samples; n < frame.length; n++) {
            frame[n] = 0;
        }
        gain.apply(frame, samples, ducked);
        return samples;
    }

    /// Loop: the packet that [#fill] filled has left.
    public void left(int samples, long nanos) {
        TurnAudio turn = leaving;
        if (turn != null) {
            leaving = null;
            if (turn.left(samples)) {
                events.started(turn.turn(), nanos);
            }
        } else {
            turn = current.get();
        }
        if (turn != null && turn.finishes()) {
            events.finished(turn.turn(), turn.position(), nanos);
        }
    }
}
