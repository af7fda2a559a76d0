package tandem.agentloop.speechspace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes a phrase as a JSGF 1.0 grammar with one public rule.
///
/// Confined to the call that writes one grammar.
final class JsgfText {

    private final Map<String, String> rules = new LinkedHashMap<>();

    private JsgfText() {}

    static String of(String grammarName, Phrase phrase) {
        JsgfText text = new JsgfText();
        String body = text.expression(phrase);
        StringBuilder out = new StringBuilder("#JSGF V1.0;\ngrammar ").append(grammarName);
        out.append(";\n");
        text.rules.forEach((name, rule) -> line(out, "<" + name + "> = " + rule));
        line(out, "public <utterance> = " + body);
        return out.toString();
    }

    private static void line(StringBuilder out, String rule) {
        out.append(rule).append(";\n");
    }

    private String expression(Phrase phrase) {
        return switch (phrase) {
            case Phrase.Words words -> words.text();
            case Phrase.InOrder sequence -> {
                if (sequence.parts().isEmpty()) {
                    yield "<NULL>";
                }
                yield sequence.parts().stream().map(this::grouped).collect(Collectors.joining(" "));
            }
            case Phrase.OneOf choice -> alternatives(choice.options());
            case Phrase.Perhaps option ->
                    alternatives(
                            List.of(
                                    Phrase.weight(option.probability(), option.phrase()),
                                    Phrase.weight(1 - option.probability(), Phrase.nothing())));
            case Phrase.Rule rule -> {
                if (!rules.containsKey(rule.name())) {
                    // Written before its user: its own rules come first.
                    String body = expression(rule.body());
                    rules.putIfAbsent(rule.name(), body);
                }
                yield "<" + rule.name() + ">";
            }
        };
    }

    private String grouped(Phrase phrase) {
        String text = expression(phrase);
        boolean choice = phrase instanceof Phrase.OneOf || phrase instanceof Phrase.Perhaps;
        return choice ? "( " + text + " )" : text;
    }

    private String alternatives(List<Phrase.Weighted> options) {
        boolean even =
                options.stream().mapToDouble(Phrase.Weighted::weight).distinct().count() == 1;
        return options.stream()
                .map(option ->
                        even ? inAlternative(option) : weight(option) + inAlternative(option))
                .collect(Collectors.joining(" | "));
    }

    private String inAlternative(Phrase.Weighted option) {
        return grouped(option.phrase());
    }

    private static String weight(Phrase.Weighted option) {
        return String.format(Locale.ROOT, "/%.4f/ ", option.weight());
    }
}
