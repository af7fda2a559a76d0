/// Flows: what an agent is for, as a value read from a file, and the engine that runs one without a
/// language model.
///
/// Main type: [tandem.agentloop.flow.Flow]. Everything here is immutable.
@NullMarked
package tandem.agentloop.flow;

import org.jspecify.annotations.NullMarked;
