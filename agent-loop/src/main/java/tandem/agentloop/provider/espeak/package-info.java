/// Speech in languages other than English by espeak-ng, a program of its own: it is never linked.
///
/// Main type: [tandem.agentloop.provider.espeak.EspeakSynthesizer]. A process per sentence, read on
/// a `dsp` thread.
@NullMarked
package tandem.agentloop.provider.espeak;

import org.jspecify.annotations.NullMarked;
