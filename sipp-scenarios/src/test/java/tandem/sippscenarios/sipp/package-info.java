/// Runs the SIPp scenarios of this module against the packaged server.
@NullMarked
package tandem.sippscenarios.sipp;

import org.jspecify.annotations.NullMarked;
