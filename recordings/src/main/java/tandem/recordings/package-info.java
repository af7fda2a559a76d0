/// What is kept of a call: its audio as a two-channel WAV file, and what happened as a journal of
/// one JSON line per fact.
///
/// Main types: [tandem.recordings.WavRecorder], whose `rec-writer` threads write all recordings,
/// and [tandem.recordings.JournalFiles], whose `journal-writer` thread writes all journals.
@NullMarked
package tandem.recordings;

import org.jspecify.annotations.NullMarked;
