package tandem.sippscenarios.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tandem.sippscenarios.terminal.Style;

/// Shows the conversation as both sides tell it: the caller what it says and keys, the server's
/// journal what the agent said, what it understood and where each turn's time went. Keeps what the
/// closing tables need. Confined to the main thread.
final class DemoShow {

    private static final String MARGIN = " ".repeat(16);

    private final PrintWriter out;
    private final Style style;
    private final StringBuilder keys = new StringBuilder();
    private final List<TurnTiming> turns = new ArrayList<>();
    private double keysAt;
    private @Nullable JsonNode report;
    private @Nullable JsonNode ended;
    private @Nullable JsonNode recorded;

    DemoShow(PrintWriter out, Style style) {
        this.out = out;
        this.style = style;
    }

    /// What the caller told.
    void caller(JsonNode event) {
        String kind = event.path("event").asText();
        if (!kind.equals("keyed")) {
            flushKeys();
        }
        String text = event.path("text").asText();
        double at = event.path("at").asDouble();
        switch (kind) {
            case "said" -> spoken(at, "caller", text, style::caller);
            case "keyed" -> {
                keysAt = keys.isEmpty() ? at : keysAt;
                keys.append(text);
            }
            case "note" -> note(text, UnaryOperator.identity());
            case "goal" -> goal(event);
            case "ended" -> spoken(at, "", "call over: " + text, style::faint);
            case "report" -> report = event;
            default -> {}
        }
    }

    /// What the server's journal told.
    void server(JsonNode fact) {
        double at = fact.path("sinceAnswerMs").asDouble() / 1e3;
        switch (fact.path("type").asText()) {
            case "conversed" -> {
                flushKeys();
                conversed(fact.path("fact"), at);
            }
            case "ended" -> ended = fact;
            case "recorded" -> recorded = fact;
            default -> {}
        }
    }

    @Nullable JsonNode report() {
        return report;
    }

    /// The server's record of the end of the call.
    @Nullable JsonNode ended() {
        return ended;
    }

    @Nullable JsonNode recorded() {
        return recorded;
    }

    List<TurnTiming> turns() {
        return List.copyOf(turns);
    }

    private void conversed(JsonNode fact, double at) {
        String text = fact.path("text").asText();
        switch (fact.path("type").asText()) {
            case "caller_turn" ->
                    note(
                            (fact.path("how").asText().equals("keyed")
                                            ? "took the keys: "
                                            : "understood: ")
                                    + text,
                            style::faint);
            case "agent_turn" -> {
                boolean cut = fact.path("interrupted").asBoolean();
                spoken(at, "agent", cut ? text + " -- cut" : text, style::strong);
            }
            case "barged_in" ->
                    note("barge-in: " + fact.path("outcome").asText(), UnaryOperator.identity());
            case "turn_timed" -> timed(TurnTiming.of(fact));
            case "tool_used" ->
                    note(
                            String.format(
                                    Locale.ROOT,
                                    "tool %s: %s in %.0f ms",
                                    fact.path("tool").asText(),
                                    fact.path("outcome").asText(),
                                    fact.path("milliseconds").asDouble()),
                            style::faint);
            case "provider_failed" ->
                    note(
                            fact.path("port").asText() + " failed: " + fact.path("reason").asText(),
                            style::bad);
            case "human_wanted" -> note("a human is wanted", UnaryOperator.identity());
            default -> {}
        }
    }

    private void timed(TurnTiming timing) {
        turns.add(timing);
        note(timing.sentence(), style::faint);
    }

    private void goal(JsonNode goal) {
        boolean reached = goal.path("reached").asBoolean();
        String text =
                (reached ? "reached: " : "MISSED: ")
                        + goal.path("goal").asText()
                        + (reached ? "" : " (" + goal.path("detail").asText() + ")");
        note(text, reached ? style::good : style::bad);
    }

    private void flushKeys() {
        if (!keys.isEmpty()) {
            String text = keys.toString();
            keys.setLength(0);
            spoken(keysAt, "keys", text, style::caller);
        }
    }

    private void spoken(double at, String who, String text, UnaryOperator<String> paint) {
        String prefix = String.format(Locale.ROOT, "%6.1f  %-6s  ", at, who);
        style.wrap(prefix, text).forEach(line -> line(paint.apply(line)));
    }

    private void note(String text, UnaryOperator<String> paint) {
        style.wrap(MARGIN, text).forEach(line -> line(paint.apply(line)));
    }

    private void line(String text) {
        out.println(text);
        out.flush();
    }
}
