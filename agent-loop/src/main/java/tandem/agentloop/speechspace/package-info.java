/// What callers may say, as search spaces for a recogniser: closed grammars, a small statistical
/// language model and a pronouncing dictionary, all derived from a flow or from plain sentences.
///
/// Main type: [tandem.agentloop.speechspace.SpeechSpace]. Everything public is immutable; building
/// one takes tens of milliseconds and is done at start, never on a call's thread.
@NullMarked
package tandem.agentloop.speechspace;

import org.jspecify.annotations.NullMarked;
