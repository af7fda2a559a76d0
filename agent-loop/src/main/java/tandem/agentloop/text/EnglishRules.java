package tandem.agentloop.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tandem.callmodel.Language;

/// Everything that is read in English other than it is written, most specific first. Holds no
/// state.
final class EnglishRules {

    /// A full stop after these belongs to them, unless it ends the text.
    private static final Map<String, String> ABBREVIATIONS =
            Map.ofEntries(
                    Map.entry("Dr", "Doctor"),
                    Map.entry("Mr", "Mister"),
                    Map.entry("Mrs", "Missus"),
                    Map.entry("Ms", "Miz"),
                    Map.entry("Prof", "Professor"),
                    Map.entry("Ave", "Avenue"),
                    Map.entry("Blvd", "Boulevard"),
                    Map.entry("Rd", "Road"),
                    Map.entry("Inc", "Incorporated"),
                    Map.entry("Ltd", "Limited"),
                    Map.entry("Corp", "Corporation"),
                    Map.entry("Dept", "Department"),
                    Map.entry("dept", "department"),
                    Map.entry("approx", "approximately"),
                    Map.entry("appt", "appointment"),
                    Map.entry("etc", "et cetera"),
                    Map.entry("vs", "versus"));

    private static final String STOP =
            "(?:\\.(?=\\s*[\\p{L}\\p{N},;:)])|(?![\\p{L}\\p{N}.])|(?=\\.))";

    private EnglishRules() {}

    static List<Rule> all(Language language) {
        List<Rule> rules = new ArrayList<>();
        rules.addAll(EnglishCodes.addresses());
        rules.addAll(EnglishCalendar.rules(language));
        rules.addAll(EnglishAmounts.money());
        rules.addAll(EnglishAmounts.measures());
        rules.addAll(EnglishCodes.numbers());
        rules.addAll(EnglishAmounts.numbers());
        rules.addAll(abbreviations());
        rules.addAll(symbols(language));
        rules.addAll(MarkupRules.leftovers());
        return rules;
    }

    private static List<Rule> abbreviations() {
        List<Rule> rules = new ArrayList<>();
        rules.add(Rule.word("e\\.\\s?g\\.,?", Rule.as("for example")));
        rules.add(Rule.word("i\\.\\s?e\\.,?", Rule.as("that is")));
        rules.add(Rule.word("[Nn]o\\.\\s*(?=\\d)|№\\s*", Rule.as("number ")));
        rules.add(Rule.word("[Ee]xt\\.?\\s*(?=\\d)", Rule.as("extension ")));
        rules.add(Rule.word("(?<=\\p{Lu}\\p{Ll}{1,20} )St" + STOP, Rule.as("Street")));
        rules.add(Rule.word("St\\.?(?= \\p{Lu})", Rule.as("Saint")));
        ABBREVIATIONS.forEach((written, said) ->
                rules.add(Rule.word(Pattern.quote(written) + STOP, Rule.as(said))));
        rules.add(
                Rule.word(
                        "((?:\\p{Lu}\\.){2,6})",
                        (match, written) ->
                                Optional.of(
                                        EnglishNumbers.spelled(match.group(1).replace(".", ""))
                                                + (written.substring(match.end()).isBlank()
                                                        ? "."
                                                        : ""))));
        return rules;
    }

    private static List<Rule> symbols(Language language) {
        boolean hash = language.tag().matches("en-(?:GB|IE|AU|NZ|IN|ZA)");
        return List.of(
                Rule.anywhere("&amp;|&", Rule.as("and")),
                Rule.anywhere("@", Rule.as("at")),
                Rule.anywhere("#", Rule.as(hash ? "hash" : "pound")),
                Rule.anywhere("\\*", Rule.as("star")),
                Rule.anywhere("%", Rule.as("percent")),
                Rule.anywhere("\\+", Rule.as("plus")),
                Rule.anywhere("=", Rule.as("equals")),
                Rule.anywhere("[~≈](?=\\d)", Rule.as("about")),
                Rule.anywhere("×", Rule.as("times")),
                Rule.anywhere("→", Rule.as("to")),
                Rule.anywhere("and/or", Rule.as("and or")),
                Rule.anywhere("(?<=(?<!\\p{L})\\p{Lu})/(?=\\p{Lu}(?!\\p{L}))", Rule.as(" ")),
                Rule.anywhere("(?<=\\p{L})\\s?/\\s?(?=\\p{L})", Rule.as("or")),
                Rule.anywhere("/", Rule.as("slash")));
    }
}
