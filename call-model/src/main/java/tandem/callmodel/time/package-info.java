/// Where time comes from. [tandem.callmodel.time.Time] is a constructor argument everywhere; tests
/// hand in `ManualTime`.
@NullMarked
package tandem.callmodel.time;

import org.jspecify.annotations.NullMarked;
