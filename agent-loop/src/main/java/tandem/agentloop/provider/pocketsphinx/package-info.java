/// The embedded English recogniser: pocketsphinx and its model as Debian packages them, called
/// through `java.lang.foreign` in worker processes, so that a fall of the library costs the calls
/// nothing.
///
/// Main type: [tandem.agentloop.provider.pocketsphinx.PocketsphinxRecognizer]. Threads:
/// `asr-feeder` reads the rings of all streams; each `asr-worker-n` owns one child process and
/// delivers the events of the utterance that it runs.
@NullMarked
package tandem.agentloop.provider.pocketsphinx;

import org.jspecify.annotations.NullMarked;
