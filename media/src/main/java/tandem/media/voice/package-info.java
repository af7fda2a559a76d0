/// Tells speech from noise. Main type: [tandem.media.voice.VoiceDetector]. Confined to the leg's
/// `rtp-loop` thread.
@NullMarked
package tandem.media.voice;

import org.jspecify.annotations.NullMarked;
