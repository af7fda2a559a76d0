/// The HTTP side: health and metrics now, pages later.
@NullMarked
package tandem.console;

import org.jspecify.annotations.NullMarked;
