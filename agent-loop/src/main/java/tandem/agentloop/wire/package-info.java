/// Flow files: YAML in, [tandem.agentloop.flow.Flow] out, with every error of a file in one
/// message.
///
/// Main type: [tandem.agentloop.wire.FlowFile]. Runs where it is called, at start-up.
@NullMarked
package tandem.agentloop.wire;

import org.jspecify.annotations.NullMarked;
