/// English speech by Flite, in this process through `java.lang.foreign`.
///
/// Main type: [tandem.agentloop.provider.flite.FliteSynthesizer]. Native calls run on the `dsp`
/// threads; the turn's thread only hands audio on.
@NullMarked
package tandem.agentloop.provider.flite;

import org.jspecify.annotations.NullMarked;
