/// Sockets by direct calls of the Linux kernel through `java.lang.foreign`. Main type:
/// [tandem.media.linux.EpollPoller], polled by its `rtp-loop` thread.
@NullMarked
package tandem.media.linux;

import org.jspecify.annotations.NullMarked;
