package tandem.sippscenarios.caller;

/// A script file that cannot be used; the message says where and why.
public final class ScriptException extends Exception {

    private static final long serialVersionUID = 1L;

    ScriptException(String message) {
        super(message);
    }
}
