package tandem.sippscenarios.caller;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;

/// Shows a call as one JSON object per line, for another program to read: `event` names what
/// happened, `at` is seconds since the answer. Confined to the call's thread.
public final class JsonShow implements CallShow {

    private final ObjectMapper json = new ObjectMapper();
    private final PrintWriter out;

    public JsonShow(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void dialling(String target) {
        write(event("dialling").put("target", target));
    }

    @Override
    public void progressed(int status, String reason) {
        write(event("progressed").put("status", status).put("reason", reason));
    }

    @Override
    public void answered(Duration setup) {
        write(event("answered").put("setup_ms", setup.toNanos() / 1e6));
    }

    @Override
    public void said(Duration sinceAnswer, String text) {
        write(at("said", sinceAnswer).put("text", text));
    }

    @Override
    public void keyed(Duration sinceAnswer, String key) {
        write(at("keyed", sinceAnswer).put("text", key));
    }

    @Override
    public void heard(Duration sinceAnswer, String text) {
        write(at("heard", sinceAnswer).put("text", text));
    }

    @Override
    public void note(Duration sinceAnswer, String text) {
        write(at("note", sinceAnswer).put("text", text));
    }

    @Override
    public void goal(GoalResult result) {
        write(fill(event("goal"), result));
    }

    @Override
    public void ended(Duration sinceAnswer, String sentence) {
        write(at("ended", sinceAnswer).put("text", sentence));
    }

    @Override
    public void report(CallReport report) {
        ObjectNode node = event("report");
        node.put("problem", report.problem());
        node.put("exit_status", report.exitStatus());
        node.put("length_s", report.length().toMillis() / 1e3);
        node.put("packets_sent", report.packetsSent());
        node.put("send_late_p99_ms", report.sendLateMillis());
        node.put("packets_received", report.heard().received());
        node.put("packets_lost", report.heard().lost());
        node.put("gaps", report.heard().gaps());
        node.put("longest_gap_ms", report.heard().longestGapMillis());
        node.put("jitter_ms", report.heard().jitterMillis());
        node.put("mos", report.mos());
        var goals = node.putArray("goals");
        report.goals().forEach(goal -> fill(goals.addObject(), goal));
        write(node);
    }

    private ObjectNode event(String name) {
        return json.createObjectNode().put("event", name);
    }

    private ObjectNode at(String name, Duration sinceAnswer) {
        return event(name).put("at", sinceAnswer.toMillis() / 1e3);
    }

    private static ObjectNode fill(ObjectNode node, GoalResult result) {
        node.put("goal", result.goal()).put("reached", result.reached());
        node.put("detail", result.detail());
        ObjectNode figures = node.putObject("figures");
        result.figures().forEach(figures::put);
        return node;
    }

    private void write(ObjectNode node) {
        try {
            out.println(json.writeValueAsString(node));
            out.flush();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a plain JSON tree can be written", impossible);
        }
    }
}
