package tandem.callcontrol;

/// Something could not be started. The message tells the operator what and how to mend it.
public final class StartException extends Exception {

    private static final long serialVersionUID = 1L;

    public StartException(String message) {
        super(message);
    }

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
