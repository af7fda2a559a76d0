/// Who holds the floor: the conversation as a state machine that decides and does nothing else.
///
/// Main type: [tandem.agentloop.turn.TurnState], whose `on` returns the next state and the effects
/// as data. Everything here is immutable and knows no clock: the owner of the call hands events in
/// and performs what comes back.
@NullMarked
package tandem.agentloop.turn;

import org.jspecify.annotations.NullMarked;
