package tandem.agentloop.flow;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills `{names}` in a sentence. Days (`2026-05-05`) come out as `on Tuesday, May 5`, `today` or
/// `tomorrow`; everything else as it stands.
final class Template {

    private static final Pattern NAME = Pattern.compile("\\{([^{}]+)}");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private Template() {}

    static String fill(String template, Map<String, String> values, LocalDate today) {
        Matcher matcher = NAME.matcher(template);
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            String value = values.getOrDefault(matcher.group(1), "");
            String shown = DAY.matcher(value).matches() ? day(value, today) : value;
            matcher.appendReplacement(text, Matcher.quoteReplacement(shown));
        }
        matcher.appendTail(text);
        return text.toString().replaceAll("\\s+", " ").replaceAll(" ([,.?!])", "$1").strip();
    }

    /// A sentence of a tool's, in which braces mean nothing.
    static String escaped(String sentence) {
        return sentence.replace('{', '(').replace('}', ')');
    }

    /// With values as they are, for programs.
    static String filled(String template, Map<String, String> values) {
        return NAME.matcher(template)
                .replaceAll(
                        name -> Matcher.quoteReplacement(values.getOrDefault(name.group(1), "")));
    }

    /// Digits as they are read back: in groups of three, the last of up to four.
    static String grouped(String digits) {
        StringBuilder text = new StringBuilder();
        int length = digits.length();
        for (int i = 0; i < length; i++) {
            boolean lastOfFour = i == length - 1 && length % 3 == 1;
            if (i > 0) {
                text.append(i % 3 == 0 && !lastOfFour ? ", " : " ");
            }
            text.append(digits.charAt(i));
        }
        return text.toString();
    }

    private static String day(String iso, LocalDate today) {
        LocalDate date;
        try {
            date = LocalDate.parse(iso);
        } catch (DateTimeParseException notADay) {
            return iso;
        }
        if (date.equals(today)) {
            return "today";
        }
        if (date.equals(today.plusDays(1))) {
            return "tomorrow";
        }
        if (date.equals(today.minusDays(1))) {
            return "yesterday";
        }
        String named =
                "on "
                        + date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                        + ", "
                        + date.format(DateTimeFormatter.ofPattern("MMMM d", Locale.ENGLISH));
        boolean near = Math.abs(date.toEpochDay() - today.toEpochDay()) < 300;
        return near ? named : named + ", " + date.getYear();
    }
}
