/// Sockets by the JDK, for where the kernel may not be called directly. Main type:
/// [tandem.media.nio.NioPoller], polled by its `rtp-loop` thread.
@NullMarked
package tandem.media.nio;

import org.jspecify.annotations.NullMarked;
