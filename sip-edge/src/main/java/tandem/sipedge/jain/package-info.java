/// The SIP edge on JAIN-SIP: transactions and parsing are the stack's, dialogs are ours.
///
/// Main type: [tandem.sipedge.jain.JainSipSignaling]. The stack's threads only translate and hand
/// over; every call has one virtual thread `sip-<id>` that owns its dialog and sends.
@NullMarked
package tandem.sipedge.jain;

import org.jspecify.annotations.NullMarked;
