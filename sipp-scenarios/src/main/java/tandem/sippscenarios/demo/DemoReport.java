package tandem.sippscenarios.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tandem.sippscenarios.terminal.Style;
import tandem.sippscenarios.terminal.Table;

/// The tables at the end: goals, turns, packets both ways. Confined to the main thread.
final class DemoReport {

    private final PrintWriter out;

    DemoReport(PrintWriter out) {
        this.out = out;
    }

    void print(DemoShow show) {
        JsonNode report = show.report();
        if (report != null) {
            goals(report);
        }
        turns(show.turns());
        packets(report, show.ended());
        JsonNode recorded = show.recorded();
        if (recorded != null) {
            out.println();
            String problem = recorded.path("problem").asText();
            out.println(
                    "recording (caller left, agent right): "
                            + recorded.path("path").asText("none")
                            + (problem.isEmpty() ? "" : " - " + problem));
        }
        out.flush();
    }

    private void goals(JsonNode report) {
        Table table = new Table("goal", "reached", "measured");
        for (JsonNode goal : report.path("goals")) {
            table.row(
                    goal.path("goal").asText(),
                    goal.path("reached").asBoolean() ? "yes" : "NO",
                    figures(goal.path("figures")));
        }
        print(table);
    }

    private static String figures(JsonNode figures) {
        List<String> texts = new ArrayList<>();
        figures.properties()
                .forEach(field ->
                        texts.add(
                                String.format(
                                        Locale.ROOT,
                                        "%s %.0f ms",
                                        field.getKey().replace('_', ' '),
                                        field.getValue().asDouble())));
        return String.join(", ", texts);
    }

    private void turns(List<TurnTiming> turns) {
        List<String> heads = new ArrayList<>(List.of("ms", "total"));
        heads.addAll(TurnTiming.STAGES.values());
        Table table = new Table(heads.toArray(String[]::new));
        for (TurnTiming turn : turns) {
            List<String> cells = new ArrayList<>(List.of("t" + turn.turn(), turn.cell("total")));
            TurnTiming.STAGES.keySet().forEach(stage -> cells.add(turn.cell(stage)));
            table.row(cells.toArray(String[]::new));
        }
        if (!table.isEmpty()) {
            print(table);
        }
    }

    private void packets(@Nullable JsonNode report, @Nullable JsonNode ended) {
        Table table = new Table("RTP", "sent", "received", "lost", "jitter ms", "MOS");
        if (ended != null) {
            JsonNode quality = ended.path("quality");
            table.row(
                    "caller to agent",
                    report == null ? "-" : report.path("packets_sent").asText(),
                    quality.path("received").asText(),
                    quality.path("lost").asText(),
                    number(quality.path("jitterMs")),
                    number(quality.path("mos")));
        }
        if (report != null) {
            table.row(
                    "agent to caller",
                    ended == null ? "-" : ended.path("quality").path("sent").asText(),
                    report.path("packets_received").asText(),
                    report.path("packets_lost").asText(),
                    number(report.path("jitter_ms")),
                    number(report.path("mos")));
        }
        if (!table.isEmpty()) {
            print(table);
        }
    }

    private static String number(JsonNode value) {
        return String.format(Locale.ROOT, "%.1f", value.asDouble());
    }

    private void print(Table table) {
        out.println();
        table.lines(Style.WIDTH).forEach(out::println);
    }
}
