/// Reaching a human for a caller. For now nobody sits at the desk: call-backs are noted.
///
/// Main type: [tandem.humanhandoff.CallBackList], whose one `call-backs` thread writes its file.
@NullMarked
package tandem.humanhandoff;

import org.jspecify.annotations.NullMarked;
