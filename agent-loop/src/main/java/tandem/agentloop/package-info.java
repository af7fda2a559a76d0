/// The conversation: who holds the floor and what is said. Knows no SIP and no RTP.
///
/// Main type: [tandem.agentloop.Conversation], confined to its call's thread. Ports that this
/// module needs and others implement: [tandem.agentloop.Recognizer],
/// [tandem.agentloop.LanguageModel], [tandem.agentloop.Synthesizer], [tandem.agentloop.Tool],
/// [tandem.agentloop.Playout].
@NullMarked
package tandem.agentloop;

import org.jspecify.annotations.NullMarked;
