/// Text for a terminal: colours where one is attached, tables and wrapping within 80 columns.
///
/// Main type: [tandem.sippscenarios.terminal.Style]. Immutable, any thread.
@NullMarked
package tandem.sippscenarios.terminal;

import org.jspecify.annotations.NullMarked;
