package tandem.sippscenarios.caller;

/// The program was asked for something it cannot do; the message says what.
final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
