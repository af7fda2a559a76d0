package tandem.agentloop.text;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;

/// Takes out of a text what is made for the eye: Markdown, tags, emoji, web addresses. Holds no
/// state.
final class MarkupRules {

    private static final Rule.Reading NOTHING = Rule.as("");
    private static final Rule.Reading GAP = Rule.as(" ");
    private static final Rule.Reading PAUSE = Rule.as(",");

    private MarkupRules() {}

    /// Come before the rules of a language.
    static List<Rule> all() {
        return List.of(
                Rule.anywhere("<!--.{0,2000}?-->", GAP),
                Rule.anywhere("</?[A-Za-z][^<>]{0,300}>", GAP),
                Rule.anywhere("&(?:nbsp|quot|lt|gt|#\\d{1,6});", GAP),
                Rule.anywhere("```[A-Za-z]*|`+", NOTHING),
                Rule.anywhere("!?\\[(?=[^\\]\\n]{0,200}\\]\\([^)\\n]{0,500}\\))", NOTHING),
                Rule.anywhere("\\]\\([^)\\n]{0,500}\\)", NOTHING),
                Rule.anywhere("\\*{2,}|_{2,}|~{2,}", NOTHING),
                Rule.anywhere("\\*(?=[\\p{L}\\p{N}\"'(])|(?<=[\\p{L}\\p{N}.,!?\"')])\\*", NOTHING),
                Rule.anywhere("_(?=\\p{L})|(?<=[\\p{L}\\p{N}.,!?\"')])_", NOTHING),
                Rule.anywhere("(?:#{1,6}|[-*+•‣·]|>+)[ \\t]+", MarkupRules::atLineStart),
                Rule.anywhere("-{3,}|={3,}", GAP),
                Rule.anywhere("\\|", PAUSE),
                Rule.anywhere(
                        "[\\p{IsExtended_Pictographic}\\x{1F1E6}-\\x{1F1FF}\\x{1F3FB}-\\x{1F3FF}"
                                + "\\x{FE0E}\\x{FE0F}\\x{20E3}\\x{200D}\\x{E0020}-\\x{E007F}]+",
                        GAP),
                Rule.anywhere(
                        "[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}&&[^\\s\\x{D800}-\\x{DFFF}]]+", NOTHING));
    }

    /// Come after the rules of a language: marks that nothing has read.
    static List<Rule> leftovers() {
        return List.of(
                Rule.anywhere("[‘’‛ʼ]", Rule.as("'")),
                Rule.anywhere("(?:\\.{2,}|…)(?=\\s*\\S)", PAUSE),
                Rule.anywhere("\\.{2,}|…", Rule.as(".")),
                Rule.anywhere("[—―]|(?<=\\s)[-–]+(?=\\s)", PAUSE),
                Rule.anywhere("–", Rule.as("-")),
                Rule.anywhere("[\"“”„«»()\\[\\]{}]", NOTHING),
                Rule.anywhere("[<>\\\\^_*#~]", GAP));
    }

    /// For voices that read numbers, dates and money by themselves.
    static List<Rule> forVoicesThatReadNumbers() {
        List<Rule> rules = new java.util.ArrayList<>();
        rules.add(
                Rule.word(
                        "(?:https?://)?(?:www\\.)?([\\p{L}\\p{N}.-]+\\.[\\p{L}]{2,})(?:[/?]\\S*[\\p{L}\\p{N}/])",
                        (match, written) -> Optional.of(match.group(1))));
        rules.add(Rule.word("https?://|www\\.", NOTHING));
        rules.addAll(leftovers());
        return rules;
    }

    private static Optional<String> atLineStart(MatchResult match, String written) {
        return Rule.opensLine(match, written) ? Optional.of(" ") : Optional.empty();
    }
}
