/// The telephone codecs of ITU-T G.711. Main type: [tandem.media.g711.G711]. Immutable tables, any
/// thread.
@NullMarked
package tandem.media.g711;

import org.jspecify.annotations.NullMarked;
