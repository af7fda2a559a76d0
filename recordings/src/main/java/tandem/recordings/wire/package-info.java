/// The journal's lines: one JSON object per fact, with a version, a type and the fact's fields by
/// name. Durations are milliseconds, times ISO 8601.
///
/// Main types: [tandem.recordings.wire.FactWriter] and [tandem.recordings.wire.FactReader]. No
/// thread of its own.
@NullMarked
package tandem.recordings.wire;

import org.jspecify.annotations.NullMarked;
