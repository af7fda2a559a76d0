package tandem.callmodel;

import java.util.UUID;
import java.util.regex.Pattern;

/// Names one call for its whole life, in every record and metric. Never the SIP Call-ID, which a
/// stranger chooses.
public record CallId(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public CallId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("call id must be 1-64 letters, digits, '-' or '_'");
        }
    }

    public static CallId of(UUID uuid) {
        return new CallId(uuid.toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
