package tandem.sippscenarios.demo;

/// The demonstration cannot go on; the message says why.
final class DemoException extends Exception {

    private static final long serialVersionUID = 1L;

    DemoException(String message) {
        super(message);
    }
}
