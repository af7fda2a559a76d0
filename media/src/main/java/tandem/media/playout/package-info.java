/// The agent's audio, handed in ahead of time and sent at its time. Main type:
/// [tandem.media.playout.LegPlayout]; the pacer of the leg's `rtp-loop` thread takes from it.
@NullMarked
package tandem.media.playout;

import org.jspecify.annotations.NullMarked;
