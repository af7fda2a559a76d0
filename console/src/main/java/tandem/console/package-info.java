/// The HTTP side: health and metrics now, pages later.
///
/// Main type: [tandem.console.HttpEndpoint], whose requests run on virtual threads `http-<n>`.
@NullMarked
package tandem.console;

import org.jspecify.annotations.NullMarked;
