package tandem.agentloop.provider.espeak;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tandem.callmodel.Language;

/// espeak-ng's names for voices. Holds no state.
final class Voices {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+_-]{0,39}");

    /// By language tag in lower case, most specific first; other tags are taken as they are.
    private static final Map<String, String> BY_TAG =
            Map.ofEntries(
                    Map.entry("en", "en-us"),
                    Map.entry("en-us", "en-us"),
                    Map.entry("en-gb", "en-gb"),
                    Map.entry("es", "es"),
                    Map.entry("es-es", "es"),
                    Map.entry("fr", "fr-fr"),
                    Map.entry("fr-fr", "fr-fr"),
                    Map.entry("fr-be", "fr-be"),
                    Map.entry("fr-ch", "fr-ch"),
                    Map.entry("de", "de"),
                    Map.entry("pt", "pt"),
                    Map.entry("pt-br", "pt-br"),
                    Map.entry("zh", "cmn"),
                    Map.entry("no", "nb"));

    private Voices() {}

    static boolean isName(String voice) {
        return FORM.matcher(voice).matches();
    }

    static String of(Language language) {
        String tag = language.tag().toLowerCase(Locale.ROOT);
        String named = BY_TAG.get(tag);
        if (named != null) {
            return named;
        }
        if (language.primary().equals("es")) {
            return "es-419"; // Spanish of any American country
        }
        return BY_TAG.getOrDefault(language.primary(), language.primary());
    }
}
