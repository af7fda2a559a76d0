/// Session descriptions (RFC 8866) as records, read strictly, and offer/answer (RFC 3264) as a pure
/// function.
///
/// Main types: [tandem.sipedge.sdp.SessionDescription], [tandem.sipedge.sdp.AnswerRules].
/// Everything is immutable and may be used on any thread; no I/O, no library.
@NullMarked
package tandem.sipedge.sdp;

import org.jspecify.annotations.NullMarked;
