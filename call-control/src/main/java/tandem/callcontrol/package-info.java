/// The call: its states, its owner, admission, and the ports to the world.
///
/// Main type: `Calls`, which admits calls and owns one virtual thread `call-<id>` per call. Ports
/// that this module needs and others implement: [tandem.callcontrol.Signaling],
/// [tandem.callcontrol.MediaPlane], [tandem.callcontrol.Recorder],
/// [tandem.callcontrol.CallJournal], [tandem.callcontrol.HumanDesk].
@NullMarked
package tandem.callcontrol;

import org.jspecify.annotations.NullMarked;
