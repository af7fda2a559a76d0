/// The synthetic caller, SIPp scenarios, benchmarks and load.
@NullMarked
package tandem.sippscenarios;

import org.jspecify.annotations.NullMarked;
