/// SIP in and out: the only place that knows javax.sip.
///
/// Main type: [tandem.sipedge.SipSettings]; the edge itself is
/// [tandem.sipedge.jain.JainSipSignaling]. What is decided about a dialog is pure and lies in
/// `dialog`, what is written in an offer or answer in `sdp`.
@NullMarked
package tandem.sipedge;

import org.jspecify.annotations.NullMarked;
