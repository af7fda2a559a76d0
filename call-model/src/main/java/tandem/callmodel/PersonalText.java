package tandem.callmodel;

/// Something a caller said, or was called: it masks itself in `toString`, so that no log can hold
/// it by accident.
public record PersonalText(String reveal) {

    public static final PersonalText NONE = new PersonalText("");

    public boolean isBlank() {
        return reveal.isBlank();
    }

    @Override
    public String toString() {
        return "‹" + reveal.length() + " characters›";
    }
}
