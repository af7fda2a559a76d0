package tandem.agentloop.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the names in braces of a template and checks that somebody fills them.
final class Placeholders {

    private static final Pattern NAME = Pattern.compile("\\{([^{}]*)}");

    private Placeholders() {}

    static List<String> in(String template) {
        List<String> names = new ArrayList<>();
        Matcher matcher = NAME.matcher(template);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    static void check(
            Fields fields,
            YamlNode.Place place,
            String where,
            String template,
            Collection<String> allowed) {
        String rest = NAME.matcher(template).replaceAll("");
        if (rest.contains("{") || rest.contains("}")) {
            fields.problem(place, where, "has a brace without its partner");
        }
        for (String name : in(template)) {
            if (!allowed.contains(name)) {
                String near = Problems.didYouMean(name, allowed);
                String may =
                        allowed.isEmpty()
                                ? "no names in braces are allowed here"
                                : "allowed here: " + String.join(", ", allowed);
                fields.problem(
                        place,
                        where,
                        "nothing fills {"
                                + name
                                + "}"
                                + near
                                + (near.isEmpty() ? "; " : " ")
                                + may);
            }
        }
    }

    /// Reports a template that says something and leaves `name` out.
    static void mustName(Fields fields, String key, String template, String... names) {
        for (String name : names) {
            if (!template.isBlank() && !in(template).contains(name)) {
                fields.problem(fields.place(key), fields.at(key), "must contain {" + name + "}");
            }
        }
    }
}
