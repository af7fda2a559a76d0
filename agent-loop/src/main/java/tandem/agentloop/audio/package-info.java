/// Audio on its way from a synthesiser to the line: change of sample rate, hand-over between
/// threads, the pool for CPU-bound work.
///
/// Main types: [tandem.agentloop.audio.RenderedSpeech], made on a `dsp` thread and drained on the
/// turn's, and [tandem.agentloop.audio.Resampler], confined to its user.
@NullMarked
package tandem.agentloop.audio;

import org.jspecify.annotations.NullMarked;
