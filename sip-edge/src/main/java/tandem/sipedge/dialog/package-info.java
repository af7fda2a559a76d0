/// What a called party decides about a dialog (RFC 3261 §12-15, RFC 3264), as pure states.
///
/// Main type: [tandem.sipedge.dialog.DialogState]; `on(event, now)` returns the next state and the
/// effects as data. Immutable throughout; no clock, no I/O, no SIP library. Owned by the thread of
/// the call, which performs the effects.
@NullMarked
package tandem.sipedge.dialog;

import org.jspecify.annotations.NullMarked;
