package tandem.sippscenarios.terminal;

import java.io.Console;
import java.util.ArrayList;
import java.util.List;

/// Colours on a terminal, plain text elsewhere. Immutable.
public record Style(boolean coloured) {

    public static final int WIDTH = 80;

    /// Colours when standard output is a terminal that has any, and `NO_COLOR` is not set.
    @SuppressWarnings("SystemConsoleNull") // null where the JDK is older, or says so
    public static Style ofStandardOutput() {
        Console console = System.console();
        boolean terminal = console != null && console.isTerminal();
        String kind = System.getenv().getOrDefault("TERM", "dumb");
        return new Style(terminal && !kind.equals("dumb") && System.getenv("NO_COLOR") == null);
    }

    public String good(String text) {
        return paint("32", text);
    }

    public String bad(String text) {
        return paint("31", text);
    }

    public String strong(String text) {
        return paint("1", text);
    }

    public String faint(String text) {
        return paint("2", text);
    }

    public String caller(String text) {
        return paint("36", text);
    }

    /// Breaks `text` at spaces so that every line fits; lines after the first are indented to the
    /// end of `prefix`.
    public List<String> wrap(String prefix, String text) {
        List<String> lines = new ArrayList<>();
        String indent = " ".repeat(prefix.length());
        StringBuilder line = new StringBuilder(prefix);
        boolean fresh = true;
        for (String word : text.strip().split("\\s+")) {
            if (!fresh && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
                fresh = true;
            }
            line.append(fresh ? "" : " ").append(word);
            fresh = false;
        }
        lines.add(line.toString());
        return lines;
    }

    private String paint(String code, String text) {
        return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
