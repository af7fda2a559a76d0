/// The synthetic caller: dials, speaks with its own voice, listens with its own ears, follows a
/// script and judges what it heard against the script's goals.
///
/// Main type: [tandem.sippscenarios.caller.CallerSession], whose thread owns all state of a call.
@NullMarked
package tandem.sippscenarios.caller;

import org.jspecify.annotations.NullMarked;
