/// The demonstration: a server and a synthetic caller, each in a process of its own, and their
/// conversation shown as it happens.
///
/// Main type: [tandem.sippscenarios.demo.DemoCommand], confined to the main thread.
@NullMarked
package tandem.sippscenarios.demo;

import org.jspecify.annotations.NullMarked;
