package tandem.app.settings;

import java.util.List;

/// The settings are wrong; the message lists every error at once, one a line.
public final class SettingsException extends Exception {

    private static final long serialVersionUID = 1L;

    public SettingsException(List<String> errors) {
        super(
                (errors.size() == 1
                                ? "one setting is wrong:"
                                : errors.size() + " settings are wrong:")
                        + "\n  "
                        + String.join("\n  ", errors));
    }
}
