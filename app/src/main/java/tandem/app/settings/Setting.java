package tandem.app.settings;

/// One value as it was written.
///
/// @param path as in `sip.port`
/// @param where it was written, for messages: file:line:column or the environment variable's name
record Setting(String path, String text, String where) {}
