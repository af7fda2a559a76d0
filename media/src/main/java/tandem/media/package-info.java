/// RTP, RTCP, codecs, jitter buffer, voice detection and pacing.
@NullMarked
package tandem.media;

import org.jspecify.annotations.NullMarked;
