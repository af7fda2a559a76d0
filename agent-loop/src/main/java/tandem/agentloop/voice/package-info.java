/// Holds a conversation by voice: performs what [tandem.agentloop.turn.TurnState] decides, with a
/// recogniser, a model, synthesisers and tools.
///
/// Main type: [tandem.agentloop.voice.VoiceAgent]. A conversation is confined to its call's thread;
/// what may wait (model, synthesis, tools) runs on virtual threads `llm-…`, `tts-…` and `tool-…`
/// that belong to a [tandem.agentloop.voice.TurnScope] and come back as events.
@NullMarked
package tandem.agentloop.voice;

import org.jspecify.annotations.NullMarked;
