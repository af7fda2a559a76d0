package tandem.agentloop.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tandem.callmodel.Language;

/// Turns written text into what is read aloud: numbers, money, dates, codes and addresses become
/// words, markup and emoji disappear, and a flow's pronunciations are applied.
///
/// English is read in full; in other languages markup, emoji and addresses of web pages are taken
/// out and the rest is left to the voice. Immutable.
public final class SpeechNormalizer {

    private final RuleTable rules;

    /// @param pronunciation written words or phrases, and how they are to be read aloud; case does
    ///   not matter
    public SpeechNormalizer(Language language, Map<String, String> pronunciation) {
        List<Rule> all = new ArrayList<>(pronunciationRules(pronunciation));
        all.addAll(MarkupRules.all());
        if (language.primary().equals("en")) {
            all.addAll(EnglishRules.all(language));
        } else {
            all.addAll(MarkupRules.forVoicesThatReadNumbers());
        }
        this.rules = new RuleTable(all);
    }

    /// @param written usually one sentence
    public SpokenText normalize(String written) {
        SpokenTextBuilder out = new SpokenTextBuilder(written);
        @Nullable Matcher[] matchers = new Matcher[rules.size()];
        int index = 0;
        while (index < written.length()) {
            index = step(written, index, matchers, out);
        }
        return out.build();
    }

    /// Returns where to go on.
    ///
    /// @param matchers made as they are needed, one per rule
    private int step(
            String written, int index, @Nullable Matcher[] matchers, SpokenTextBuilder out) {
        boolean insideWord = index > 0 && Character.isLetterOrDigit(written.charAt(index - 1));
        for (int number : rules.at(written.charAt(index))) {
            Rule rule = rules.rule(number);
            if (insideWord && !rule.insideWords()) {
                continue;
            }
            Matcher matcher = matchers[number];
            if (matcher == null) {
                matcher = RuleTable.matcher(rule, written);
                matchers[number] = matcher;
            }
            matcher.region(index, written.length());
            if (matcher.lookingAt() && matcher.end() > index) {
                Optional<String> said = rule.reading().of(matcher, written);
                if (said.isPresent()) {
                    out.reading(index, matcher.end(), said.get());
                    return matcher.end();
                }
            }
        }
        out.literal(index);
        return index + 1;
    }

    private static List<Rule> pronunciationRules(Map<String, String> pronunciation) {
        return pronunciation.entrySet().stream()
                .filter(entry -> !entry.getKey().isBlank())
                .sorted(
                        Comparator.comparingInt(
                                (Map.Entry<String, String> entry) -> -entry.getKey().length()))
                .map(entry ->
                        new Rule(
                                Pattern.compile(
                                        Pattern.quote(entry.getKey()) + "(?![\\p{L}\\p{N}])",
                                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
                                false,
                                Rule.as(entry.getValue())))
                .toList();
    }
}
