/// Queues, briefing, warm transfer and supervision.
@NullMarked
package tandem.humanhandoff;

import org.jspecify.annotations.NullMarked;
