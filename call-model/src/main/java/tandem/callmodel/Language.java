package tandem.callmodel;

import java.util.Locale;
import java.util.regex.Pattern;

/// A language by its BCP 47 tag, as in `en`, `en-US`, `pt-BR`.
public record Language(String tag) {

    private static final Pattern FORM = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");

    public static final Language ENGLISH = new Language("en");

    public Language {
        if (!FORM.matcher(tag).matches()) {
            throw new IllegalArgumentException("not a language tag (as in en or pt-BR): " + tag);
        }
    }

    /// The primary subtag, as in `pt` of `pt-BR`.
    public String primary() {
        int dash = tag.indexOf('-');
        return dash < 0 ? tag : tag.substring(0, dash);
    }

    public Locale locale() {
        return Locale.forLanguageTag(tag);
    }

    @Override
    public String toString() {
        return tag;
    }
}
