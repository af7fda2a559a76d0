/// RTP of the caller's own (RFC 3550, RFC 3551, RFC 4733): packets, G.711, a pacer on absolute
/// deadlines, and a receive side that places packets by their timestamps and times every arrival.
///
/// Main type: [tandem.sippscenarios.rtp.RtpEngine] with its two threads, `rtp-pace` and `rtp-hear`.
@NullMarked
package tandem.sippscenarios.rtp;

import org.jspecify.annotations.NullMarked;
