/// Audio files and the journal of what happened.
@NullMarked
package tandem.recordings;

import org.jspecify.annotations.NullMarked;
