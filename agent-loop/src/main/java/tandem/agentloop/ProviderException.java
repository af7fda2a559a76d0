package tandem.agentloop;

/// A speech or language provider could not do its work.
public final class ProviderException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Category category;

    /// Whether another try, or another provider, can help.
    public enum Category {
        UNAVAILABLE,
        TIMED_OUT,
        REFUSED,
        BROKEN_ANSWER,
        OVERLOADED
    }

    /// @param message names the provider and what to do; never what a caller said
    public ProviderException(Category category, String message) {
        super(message);
        this.category = category;
    }

    public ProviderException(Category category, String message, Throwable cause) {
        super(message, cause);
        this.category = category;
    }

    public Category category() {
        return category;
    }
}
