/// Text on its way to the voice: a model's tokens cut into speakable pieces, and written text
/// turned into what is read aloud.
///
/// Main types: [tandem.agentloop.text.SentenceStream] and [tandem.agentloop.text.SpeechNormalizer].
/// Pure: no thread, no clock, no I/O.
@NullMarked
package tandem.agentloop.text;

import org.jspecify.annotations.NullMarked;
