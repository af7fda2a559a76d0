/// Values that every module names: ids, digits, languages, addresses. No I/O, no library but
/// JSpecify.
///
/// Everything here is immutable and may cross any thread.
@NullMarked
package tandem.callmodel;

import org.jspecify.annotations.NullMarked;
