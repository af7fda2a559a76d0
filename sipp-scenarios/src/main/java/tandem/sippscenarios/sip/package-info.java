/// A SIP user agent client of its own (RFC 3261, RFC 3264), written apart from Tandem's server so
/// that it can judge it: messages, transactions, one dialog per call, UDP and TCP.
///
/// Main type: [tandem.sippscenarios.sip.UserAgent]. Everything behind it is confined to its
/// `sip-caller` thread; transports read on threads of their own and hand messages over.
@NullMarked
package tandem.sippscenarios.sip;

import org.jspecify.annotations.NullMarked;
