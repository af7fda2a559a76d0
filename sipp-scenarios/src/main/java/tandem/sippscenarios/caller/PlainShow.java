package tandem.sippscenarios.caller;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import tandem.sippscenarios.terminal.Style;
import tandem.sippscenarios.terminal.Table;

/// Shows a call as lines on a terminal, at most 80 columns wide. Confined to the call's thread.
public final class PlainShow implements CallShow {

    private final PrintWriter out;
    private final Style style;

    public PlainShow(PrintWriter out, Style style) {
        this.out = out;
        this.style = style;
    }

    @Override
    public void dialling(String target) {
        line("calling " + target);
    }

    @Override
    public void progressed(int status, String reason) {
        line(status + " " + reason);
    }

    @Override
    public void answered(Duration setup) {
        line("answered after " + setup.toMillis() + " ms");
    }

    @Override
    public void said(Duration sinceAnswer, String text) {
        spoken(sinceAnswer, "caller", text);
    }

    @Override
    public void keyed(Duration sinceAnswer, String key) {
        spoken(sinceAnswer, "keys", key);
    }

    @Override
    public void heard(Duration sinceAnswer, String text) {
        spoken(sinceAnswer, "hears", text);
    }

    @Override
    public void note(Duration sinceAnswer, String text) {
        spoken(sinceAnswer, "", text);
    }

    @Override
    public void goal(GoalResult result) {
        String mark = result.reached() ? style.good("reached") : style.bad("missed");
        line(
                "        "
                        + mark
                        + "  "
                        + result.goal()
                        + (result.reached() ? "" : ": " + result.detail()));
    }

    @Override
    public void ended(Duration sinceAnswer, String sentence) {
        spoken(sinceAnswer, "", "call over: " + sentence);
    }

    @Override
    public void report(CallReport report) {
        if (!report.problem().isEmpty()) {
            return;
        }
        line("");
        Table goals = new Table("goal", "reached", "measured");
        for (GoalResult result : report.goals()) {
            goals.row(result.goal(), result.reached() ? "yes" : "no", figures(result));
        }
        goals.lines(Style.WIDTH).forEach(this::line);
        var heard = report.heard();
        line("");
        line(
                String.format(
                        Locale.ROOT,
                        "RTP: %d packets sent (99 %% less than %.1f ms late), %d received, %d lost,",
                        report.packetsSent(),
                        report.sendLateMillis(),
                        heard.received(),
                        heard.lost()));
        line(
                String.format(
                        Locale.ROOT,
                        "     %d gaps over 60 ms (longest %.0f ms), jitter %.1f ms, MOS heard %.1f",
                        heard.gaps(),
                        heard.longestGapMillis(),
                        heard.jitterMillis(),
                        report.mos()));
    }

    private static String figures(GoalResult result) {
        StringBuilder text = new StringBuilder();
        result.figures()
                .forEach((name, millis) ->
                        text.append(text.isEmpty() ? "" : ", ")
                                .append(name.replace('_', ' '))
                                .append(String.format(Locale.ROOT, " %.0f ms", millis)));
        return text.toString();
    }

    private void spoken(Duration at, String who, String text) {
        style.wrap(String.format(Locale.ROOT, "%6.1f  %-7s ", at.toMillis() / 1e3, who), text)
                .forEach(this::line);
    }

    private void line(String text) {
        out.println(text);
        out.flush();
    }
}
