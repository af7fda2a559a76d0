/// Audio as values and queues: [tandem.callmodel.audio.SampleRate],
/// [tandem.callmodel.audio.FrameRing].
///
/// Main type: `FrameRing`, the only way audio crosses threads.
@NullMarked
package tandem.callmodel.audio;

import org.jspecify.annotations.NullMarked;
