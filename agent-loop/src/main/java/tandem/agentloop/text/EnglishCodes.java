package tandem.agentloop.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what is dictated rather than read: telephone and order numbers, codes, e-mail and web
/// addresses. Holds no state.
final class EnglishCodes {

    private static final String END = "(?![\\p{L}\\p{N}])";
    private static final String TOP_LEVEL =
            "(?:com|org|net|info|biz|edu|gov|io|ai|app|dev|eu|uk|us|de|fr|es|it|nl|ch|at|be|ie|ca"
                    + "|au|co)";
    private static final Pattern RUN = Pattern.compile("[A-Za-z]+|\\d+");

    private static final Set<String> NUMBERED =
            Set.of(
                    "order",
                    "number",
                    "code",
                    "account",
                    "reference",
                    "ref",
                    "pin",
                    "ticket",
                    "booking",
                    "case",
                    "invoice",
                    "extension",
                    "ext",
                    "id",
                    "card",
                    "customer",
                    "postcode",
                    "zip",
                    "flight",
                    "ending",
                    "digits",
                    "tracking",
                    "serial",
                    "phone",
                    "dial",
                    "call");

    private EnglishCodes() {}

    static List<Rule> addresses() {
        return List.of(
                Rule.word(
                        "[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,8}",
                        (match, written) -> Optional.of(address(match.group()))),
                Rule.word(
                        "(?:https?://|[Ww]{3}\\.)\\S*[\\p{L}\\p{N}/]",
                        (match, written) -> Optional.of(page(match.group()))),
                Rule.word(
                        "(?i:(?:[a-z0-9][a-z0-9-]{0,62}\\.){1,8}"
                                + TOP_LEVEL
                                + ")(?!\\.?[\\p{L}\\p{N}])(?:/\\S*[\\p{L}\\p{N}/])?",
                        (match, written) -> Optional.of(page(match.group()))));
    }

    static List<Rule> numbers() {
        return List.of(
                Rule.word(
                        "\\+?\\(?\\d[\\d ().-]{5,22}\\d" + END,
                        (match, written) -> telephone(match.group())),
                Rule.word(
                        "\\+(\\d{6,15})" + END,
                        (match, written) ->
                                Optional.of("plus " + EnglishNumbers.inGroups(match.group(1)))),
                Rule.word(
                        "(?=[A-Z\\d-]{0,40}\\d)(?=[A-Z\\d-]{0,40}[A-Z])[A-Z\\d]{1,30}(?:-[A-Z\\d]{1,30}){0,6}"
                                + END,
                        (match, written) -> Optional.of(code(match.group()))),
                Rule.word(
                        "(\\d{3,12})-(\\d{3,12})" + END,
                        (match, written) -> pair(match.group(1), match.group(2))),
                Rule.word("#(?=[\\p{L}\\p{N}])", Rule.as("number ")),
                Rule.word("\\d+" + END + "(?![.,:]\\d|\\s?%)", EnglishCodes::digits));
    }

    /// Digits one by one where a number names something instead of counting it.
    private static Optional<String> digits(MatchResult match, String written) {
        String digits = match.group();
        boolean round = digits.endsWith("000");
        boolean long_ = digits.length() >= 8 || (digits.length() >= 5 && !round);
        boolean padded = digits.length() > 1 && digits.startsWith("0");
        if (long_ || padded || (digits.length() >= 3 && namesSomething(match, written))) {
            return Optional.of(EnglishNumbers.inGroups(digits));
        }
        return Optional.empty();
    }

    /// `471-290` is a number in two parts, `100-200` is a range.
    private static Optional<String> pair(String one, String other) {
        boolean range = one.endsWith("0") && other.endsWith("0");
        return range
                ? Optional.empty()
                : Optional.of(EnglishNumbers.inGroups(one) + ", " + EnglishNumbers.inGroups(other));
    }

    /// Looks back over at most four words of the same clause.
    private static boolean namesSomething(MatchResult match, String written) {
        String before = written.substring(Math.max(0, match.start() - 60), match.start());
        int clause = -1;
        for (int i = 0; i < before.length(); i++) {
            if (",;.!?0123456789".indexOf(before.charAt(i)) >= 0) {
                clause = i;
            }
        }
        if (before.endsWith("#")) {
            return true;
        }
        String[] words = before.substring(clause + 1).toLowerCase(Locale.ROOT).split("[^\\p{L}]+");
        for (int i = Math.max(0, words.length - 4); i < words.length; i++) {
            if (NUMBERED.contains(words[i])) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> telephone(String written) {
        String[] groups = written.split("\\D+");
        String digits = written.replaceAll("\\D", "");
        boolean marked =
                written.charAt(0) == '+' || written.charAt(0) == '(' || digits.charAt(0) == '0';
        int parts = (int) java.util.Arrays.stream(groups).filter(part -> !part.isEmpty()).count();
        boolean dotted = written.contains(".") && (parts < 3 || written.contains(". "));
        boolean joined = written.indexOf('-') >= 0 || parts >= 3 || marked;
        if (digits.length() < 7 || digits.length() > 20 || parts < 2 || dotted || !joined) {
            return Optional.empty();
        }
        List<String> spoken = new ArrayList<>();
        for (String group : groups) {
            if (!group.isEmpty()) {
                spoken.add(EnglishNumbers.inGroups(group));
            }
        }
        return Optional.of((written.startsWith("+") ? "plus " : "") + String.join(", ", spoken));
    }

    /// `INV-2024-004711`: letters one by one, digits in groups.
    private static String code(String code) {
        StringBuilder said = new StringBuilder();
        for (String part : code.split("-")) {
            Matcher runs = RUN.matcher(part);
            List<String> words = new ArrayList<>();
            while (runs.find()) {
                words.add(run(runs.group()));
            }
            boolean shortPart = part.length() <= 2 && Character.isDigit(part.charAt(0));
            said.append(said.isEmpty() ? "" : shortPart ? " " : ", ")
                    .append(String.join(" ", words));
        }
        return said.toString();
    }

    private static String run(String run) {
        if (Character.isLetter(run.charAt(0))) {
            return run.length() > 3 ? run : EnglishNumbers.spelled(run);
        }
        return run.length() <= 2 && !run.startsWith("0")
                ? EnglishNumbers.cardinal(run)
                : EnglishNumbers.inGroups(run);
    }

    private static String address(String address) {
        int at = address.indexOf('@');
        return parts(address.substring(0, at)) + " at " + host(address.substring(at + 1));
    }

    private static String page(String url) {
        String bare = url.replaceFirst("^https?://", "").replaceFirst("^[Ww]{3}\\.", "");
        bare = bare.replaceFirst("[?#].*$", "");
        int slash = bare.indexOf('/');
        String host = host(slash < 0 ? bare : bare.substring(0, slash));
        String path = slash < 0 ? "" : bare.substring(slash + 1).replaceFirst("/+$", "");
        if (path.isEmpty() || path.length() > 40) {
            return host;
        }
        return host + " slash " + parts(path);
    }

    private static String host(String host) {
        int dot = host.lastIndexOf('.');
        String last = host.substring(dot + 1);
        String top = last.matches("[A-Za-z]{2}") ? EnglishNumbers.spelled(last) : parts(last);
        return dot < 0 ? parts(host) : parts(host.substring(0, dot)) + " dot " + top;
    }

    private static String parts(String text) {
        StringBuilder said = new StringBuilder();
        Matcher pieces = Pattern.compile("\\p{L}+|\\d+|[^\\p{L}\\d]").matcher(text);
        while (pieces.find()) {
            String piece = pieces.group();
            String word =
                    switch (piece.charAt(0)) {
                        case '.' -> "dot";
                        case '/' -> "slash";
                        case '-' -> "dash";
                        case '_' -> "underscore";
                        case '+' -> "plus";
                        case '%' -> "percent";
                        default ->
                                Character.isDigit(piece.charAt(0))
                                        ? EnglishNumbers.digits(piece)
                                        : piece;
                    };
            said.append(said.isEmpty() ? "" : " ").append(word);
        }
        return said.toString();
    }
}
