/// The interpreter between two languages on one call.
@NullMarked
package tandem.translation;

import org.jspecify.annotations.NullMarked;
