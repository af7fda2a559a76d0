/// From packets, as the network delivers them, to samples on the leg's clock. Main type:
/// [tandem.media.jitter.JitterBuffer]. Confined to the leg's `rtp-loop` thread.
@NullMarked
package tandem.media.jitter;

import org.jspecify.annotations.NullMarked;
