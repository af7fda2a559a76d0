/// RTP and RTCP on the wire (RFC 3550, RFC 3551, RFC 4733). Main type:
/// [tandem.media.rtp.RtpPacket]. Everything here is confined to the leg's `rtp-loop` thread and
/// allocates nothing per packet.
@NullMarked
package tandem.media.rtp;

import org.jspecify.annotations.NullMarked;
