/// Many light callers at once: no ears, fixed speech, seeded chance in what they do. For soaks and
/// for looking whether a server is left as it was found.
///
/// Main type: [tandem.sippscenarios.load.LoadRun], confined to the main thread.
@NullMarked
package tandem.sippscenarios.load;

import org.jspecify.annotations.NullMarked;
