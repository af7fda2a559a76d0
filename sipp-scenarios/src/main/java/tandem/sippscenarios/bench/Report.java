package tandem.sippscenarios.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import tandem.sippscenarios.terminal.Table;

/// Where a benchmark puts what it found: words and tables on the terminal, everything in a file.
/// Confined to the main thread.
final class Report {

    private static final int WIDTH = 120;

    private final PrintWriter terminal;
    private final Path directory;
    private final Conditions conditions;

    Report(PrintWriter terminal, Path directory, Conditions conditions) {
        this.terminal = terminal;
        this.directory = directory;
        this.conditions = conditions;
    }

    void say(String line) {
        terminal.println(line);
        terminal.flush();
    }

    void table(Table table) {
        table.lines(WIDTH).forEach(terminal::println);
        terminal.flush();
    }

    /// Writes `name.json` with the conditions beside the figures.
    void write(String name, ObjectNode figures) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode all = mapper.createObjectNode();
        all.put("benchmark", name);
        all.set("conditions", conditions.json().put("loadAtEnd", Conditions.currentLoad()));
        all.setAll(figures);
        Path file = directory.resolve(name + ".json");
        mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), all);
        say("written to " + file);
    }

    static String number(double value, int digits) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
