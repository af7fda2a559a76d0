/// RTP, RTCP, codecs, jitter buffer, voice detection and pacing.
///
/// Main type: [tandem.media.EmbeddedMediaPlane], which opens legs on its `rtp-loop-n` threads. All
/// audio of a leg is received, decoded, watched for voice, paced and sent by one of them.
@NullMarked
package tandem.media;

import org.jspecify.annotations.NullMarked;
