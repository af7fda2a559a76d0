/// SIP in and out: the only place that knows javax.sip.
@NullMarked
package tandem.sipedge;

import org.jspecify.annotations.NullMarked;
