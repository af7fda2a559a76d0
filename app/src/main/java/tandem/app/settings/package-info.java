/// Settings: one documented default file, a user's file over it, the environment over both, typed
/// records out.
///
/// Main type: [tandem.app.settings.SettingsReader]. Used once, at start, by the main thread.
@NullMarked
package tandem.app.settings;

import org.jspecify.annotations.NullMarked;
