/// Main, settings, wiring, drain.
@NullMarked
package tandem.app;

import org.jspecify.annotations.NullMarked;
