package tandem.agentloop.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tandem.agentloop.CallerInput;
import tandem.agentloop.Expectation;
import tandem.agentloop.ModelOutcome.Next;
import tandem.agentloop.ToolCall;
import tandem.agentloop.ToolResult;
import tandem.agentloop.wire.FlowFile;

/// Plays the dialogues of `dialogues.txt` with the shipped support flow.
///
/// A dialogue begins with `== its name`; then, line by line: `caller:` words (two readings with
/// `||` between, the grammar's first), `keys:`, `silence:` times, `failed:` call-back reference,
/// `cut` (the agent's last line was interrupted), `tool:` the call that must come and, after `->`,
/// its result, `agent:` words that the answer holds in this order with `…` between, then after `|`
/// what is expected of the caller, or `hang up` or `hand over`.
final class DialogueTest {

    private final FlowEngine engine =
            ScriptedCall.engine(new FlowFile(SupportTools.specs()).shipped("support"));

    DialogueTest() throws Exception {}

    @TestFactory
    Stream<DynamicTest> dialogues() throws IOException {
        Map<String, List<String>> dialogues = new LinkedHashMap<>();
        String name = "";
        for (String line : lines()) {
            if (line.startsWith("== ")) {
                name = line.substring(3);
                assertThat(dialogues).doesNotContainKey(name);
                dialogues.put(name, new ArrayList<>());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                dialogues.get(name).add(line);
            }
        }
        return dialogues.entrySet().stream()
                .map(entry ->
                        DynamicTest.dynamicTest(entry.getKey(), () -> play(entry.getValue())));
    }

    private void play(List<String> lines) {
        Deque<ToolResult> results = new ArrayDeque<>();
        Deque<String> expected = new ArrayDeque<>();
        ScriptedCall call =
                new ScriptedCall(
                        engine,
                        toolCall -> {
                            assertThat(expected).as("an unexpected %s", toolCall).isNotEmpty();
                            assertThat(written(toolCall)).isEqualTo(expected.poll());
                            return results.remove();
                        });
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.equals("cut")) {
                call.cutOff();
                continue;
            }
            // The tools' lines stand between what the caller does and what the agent says.
            int next = i + 1;
            while (next < lines.size() && lines.get(next).startsWith("tool:")) {
                String[] parts = after(lines.get(next), "tool:").split(" -> ");
                expected.add(parts[0]);
                results.add(result(parts[1]));
                next++;
            }
            FlowReply reply = act(call, line);
            assertThat(expected)
                    .as("tools not called after «%s»: %s", line, reply.text())
                    .isEmpty();
            check(line, reply, after(lines.get(next), "agent:"));
            i = next;
        }
    }

    private static FlowReply act(ScriptedCall call, String line) {
        String kind = line.substring(0, line.indexOf(':') + 1);
        String what = after(line, kind);
        return switch (kind) {
            case "caller:" -> {
                String[] readings = what.split(" \\|\\| ", -1);
                yield readings.length == 2 ? call.says(readings[0], readings[1]) : call.says(what);
            }
            case "keys:" -> call.on(new CallerInput.Keyed(what));
            case "silence:" -> call.on(new CallerInput.StayedSilent(Integer.parseInt(what)));
            case "failed:" -> call.on(new CallerInput.HandOverFailed("nobody", what));
            case "arrives:" -> call.on(new CallerInput.Arrived());
            default -> throw new IllegalArgumentException(line);
        };
    }

    private static void check(String line, FlowReply reply, String wanted) {
        String[] parts = wanted.split(" \\| ");
        int from = 0;
        for (String words : parts[0].split("…")) {
            int at = reply.text().indexOf(words.strip(), from);
            assertThat(at)
                    .as("after «%s» «%s» in «%s»", line, words.strip(), reply.text())
                    .isNotNegative();
            from = at + words.strip().length();
        }
        if (parts.length > 1) {
            assertThat(state(reply)).as("after «%s»: %s", line, reply.text()).isEqualTo(parts[1]);
        } else {
            assertThat(reply.outcome().next()).as(line).isInstanceOf(Next.AwaitCaller.class);
        }
    }

    private static String state(FlowReply reply) {
        return switch (reply.outcome().next()) {
            case Next.HangUp _ -> "hang up";
            case Next.HandOver _ -> "hand over";
            case Next.AwaitCaller _ ->
                    switch (reply.outcome().expectation()) {
                        case Expectation.Anything _ -> "anything";
                        case Expectation.Digits(int minimum, int maximum) ->
                                "digits " + minimum + " " + maximum;
                        case Expectation.YesNo _ -> "yes or no";
                        case Expectation.Date _ -> "date";
                        case Expectation.Name _ -> "name";
                    };
        };
    }

    private static String written(ToolCall call) {
        StringBuilder text = new StringBuilder(call.tool());
        new TreeMap<>(call.arguments())
                .forEach((name, value) -> text.append(' ').append(name).append('=').append(value));
        return text.toString();
    }

    private static ToolResult result(String written) {
        String[] parts = written.split(" ", 2);
        return switch (parts[0]) {
            case "nothing" -> new ToolResult.NotFound();
            case "failed" -> new ToolResult.Failed("broken");
            case "refused" -> new ToolResult.Refused(parts[1]);
            default -> {
                Map<String, String> values = new LinkedHashMap<>();
                for (String pair : written.split(", ")) {
                    values.put(
                            pair.substring(0, pair.indexOf('=')),
                            pair.substring(pair.indexOf('=') + 1));
                }
                yield new ToolResult.Done(values);
            }
        };
    }

    private static String after(String line, String start) {
        assertThat(line).startsWith(start);
        return line.substring(start.length()).strip();
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = DialogueTest.class.getResourceAsStream("dialogues.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
