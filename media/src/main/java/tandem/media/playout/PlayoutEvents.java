package tandem.media.playout;

import tandem.callmodel.TurnId;

/// Told by the pacer how a turn gets on. Called on the loop.
public interface PlayoutEvents {

    void started(TurnId turn, long nanos);

    void finished(TurnId turn, long samples, long nanos);
}
