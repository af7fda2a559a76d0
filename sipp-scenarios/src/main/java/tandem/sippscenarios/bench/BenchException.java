package tandem.sippscenarios.bench;

/// The benchmark cannot be held; the message says why.
final class BenchException extends Exception {

    private static final long serialVersionUID = 1L;

    BenchException(String message) {
        super(message);
    }
}
