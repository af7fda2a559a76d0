/// The thread that polls sockets and paces packets. Main type: [tandem.media.loop.RtpLoop], one
/// platform thread `rtp-loop-n` each, over a [tandem.media.loop.DatagramPoller].
@NullMarked
package tandem.media.loop;

import org.jspecify.annotations.NullMarked;
