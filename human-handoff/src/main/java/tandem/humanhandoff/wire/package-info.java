/// The lines of the call-back list: one JSON object each, with a version.
///
/// Main type: [tandem.humanhandoff.wire.CallBackJson]. No thread of its own.
@NullMarked
package tandem.humanhandoff.wire;

import org.jspecify.annotations.NullMarked;
