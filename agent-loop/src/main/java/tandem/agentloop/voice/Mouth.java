package tandem.agentloop.voice;

import tandem.agentloop.Playout;
import tandem.callmodel.TurnId;

/// The playout as the conversation uses it: knows whether it is ducked or held, and how far a turn
/// was heard although it was wound back.
///
/// Confined to the call's thread.
final class Mouth {

    private final Playout playout;
    private boolean ducked;
    private boolean held;
    private long furthest;

    Mouth(Playout playout) {
        this.playout = playout;
    }

    /// While the far end holds us, a turn that is opened stays silent.
    Playout.Writer open(TurnId turn) {
        furthest = 0;
        unduck();
        Playout.Writer writer = playout.open(turn);
        if (held) {
            playout.hold();
        }
        return writer;
    }

    void duck() {
        if (!ducked) {
            ducked = true;
            playout.duck();
        }
    }

    void unduck() {
        if (ducked) {
            ducked = false;
            playout.unduck();
        }
    }

    /// Silence from the next packet on, also for turns that are opened later.
    void hold() {
        held = true;
        playout.hold();
    }

    /// @param fromSample of the turn that is open
    void resume(long fromSample) {
        held = false;
        unduck();
        playout.resume(fromSample);
    }

    /// Nothing is open that could go on: an earlier turn must not be heard again.
    void release() {
        held = false;
        unduck();
    }

    /// Samples of the turn that were heard, wherever it stands now.
    long heard(TurnId turn) {
        furthest = Math.max(furthest, playout.sent(turn));
        return furthest;
    }

    long position(TurnId turn) {
        return playout.sent(turn);
    }

    /// Takes the turn back and returns the samples that were heard.
    long flush(TurnId turn) {
        long sent = playout.flush(turn);
        return Math.max(furthest, sent);
    }
}
