package tandem.agentloop.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.agentloop.ConversationFact;
import tandem.agentloop.Expectation;
import tandem.agentloop.ModelRequest;
import tandem.agentloop.ToolCall;
import tandem.agentloop.ToolResult;
import tandem.agentloop.ToolSpec;

/// The caller asks from 3 to 4 s, so the turn ends at 4.35 s.
class ToolsTest {

    private final CallScript call = new CallScript();

    private static ToolResult onlyResult(ModelRequest request) {
        assertThat(request.steps()).hasSize(1);
        return request.steps().getFirst().result();
    }

    private void orderIsLookedUp() {
        call.model.when(
                "order",
                (request, out) -> {
                    if (request.steps().isEmpty()) {
                        out.pause(100).calls("a", "order_status", Map.of("number", "4711")).done();
                    } else {
                        out.pause(50).says("It was shipped to you yesterday.").done();
                    }
                });
        call.callerSays(3.0, 4.0, "where is my order");
    }

    private List<String> used() {
        return call.facts(ConversationFact.ToolUsed.class).stream()
                .map(used -> used.tool() + " " + used.outcome())
                .toList();
    }

    @Test
    void a_tool_runs_and_its_result_goes_back_to_the_model() {
        ScriptedTool tool =
                new ScriptedTool(ScriptedTool.lookUp("order_status", ""), call.forks, 300);
        orderIsLookedUp();
        call.with(tool).runTo(8);
        assertThat(onlyResult(call.model.lastRequest()))
                .isEqualTo(new ToolResult.Done(Map.of("status", "shipped")));
        assertThat(call.agentSaid()).last().isEqualTo("It was shipped to you yesterday.");
        ConversationFact.ToolUsed used = call.facts(ConversationFact.ToolUsed.class).getFirst();
        assertThat(used.outcome()).isEqualTo("done");
        assertThat(used.argumentNames()).containsExactly("number");
        assertThat(used.milliseconds()).isCloseTo(300, within(1.0));
        assertThat(
                        call.facts(ConversationFact.TurnTimed.class)
                                .getFirst()
                                .milliseconds()
                                .get("tools"))
                .isCloseTo(300, within(1.0));
    }

    @Test
    void the_second_step_begins_with_the_memory_that_the_first_one_left() {
        ScriptedTool tool =
                new ScriptedTool(ScriptedTool.lookUp("order_status", ""), call.forks, 300);
        orderIsLookedUp();
        call.with(tool).runTo(8);
        assertThat(call.model.lastRequest().memory().stack())
                .containsExactly("<arrived>", "where is my order");
    }

    @Test
    void calls_of_one_step_run_together_and_their_results_go_back_together() {
        ScriptedTool slow = new ScriptedTool(ScriptedTool.lookUp("slow_one", ""), call.forks, 600);
        ScriptedTool fast = new ScriptedTool(ScriptedTool.lookUp("fast_one", ""), call.forks, 100);
        call.with(slow).with(fast);
        call.model.when(
                "order",
                (request, out) -> {
                    if (request.steps().isEmpty()) {
                        out.calls(
                                        new ToolCall(CallScript.CALL, "s", "slow_one", Map.of()),
                                        new ToolCall(CallScript.CALL, "f", "fast_one", Map.of()))
                                .done();
                    } else {
                        out.says("Both are there now.").done();
                    }
                });
        call.callerSays(3.0, 4.0, "where is my order").runTo(8);
        assertThat(call.model.lastRequest().steps())
                .extracting(step -> step.call().id())
                .containsExactly("s", "f");
        assertThat(call.model.requests()).hasSize(3);
        // 600 ms, not 700.
        assertThat(call.firstPacketFrom(4.0)).isCloseTo(4.35 + 0.6 + 0.05, within(0.03));
    }

    @Test
    void a_tool_that_takes_longer_has_its_line_said_and_then_one_every_five_seconds() {
        ToolSpec spec =
                new ToolSpec(
                        "order_status",
                        "",
                        "{}",
                        false,
                        true,
                        Duration.ofSeconds(9),
                        ToolSpec.OnBargeIn.CANCEL,
                        "I am looking it up.",
                        false);
        orderIsLookedUp();
        call.with(new ScriptedTool(spec, call.forks, 7_000)).runTo(16);
        assertThat(call.firstPacketFrom(4.0)).isCloseTo(4.45 + 0.7 + 0.05, within(0.03));
        assertThat(call.agentSaid())
                .last()
                .isEqualTo(
                        "I am looking it up. One moment, please. It was shipped to you yesterday.");
    }

    @Test
    void a_tool_that_takes_too_long_has_failed() {
        orderIsLookedUp();
        ScriptedTool tool =
                new ScriptedTool(ScriptedTool.lookUp("order_status", ""), call.forks, 60_000);
        call.with(tool).runTo(12);
        assertThat(onlyResult(call.model.lastRequest()))
                .isEqualTo(new ToolResult.Failed("took too long"));
        assertThat(used()).containsExactly("order_status timed_out");
        assertThat(tool.done()).isEmpty();
    }

    @Test
    void a_look_up_is_cancelled_by_barge_in() {
        ScriptedTool tool =
                new ScriptedTool(
                        ScriptedTool.lookUp("order_status", "Let me look that up for you."),
                        call.forks,
                        3_500);
        orderIsLookedUp();
        call.with(tool).callerSays(5.5, 6.5, "never mind it please");
        call.runTo(10);
        assertThat(tool.begun()).hasSize(1);
        assertThat(tool.done()).isEmpty();
        assertThat(used()).containsExactly("order_status cancelled");
        assertThat(call.agentSaid()).last().isEqualTo("I heard never mind it please.");
    }

    @Test
    void a_side_effect_survives_barge_in_and_is_answered_from_what_came_of_it() {
        ToolSpec spec =
                new ToolSpec(
                        "cancel_order",
                        "",
                        "{}",
                        true,
                        false,
                        Duration.ofSeconds(9),
                        ToolSpec.OnBargeIn.KEEP,
                        "I am cancelling it now for you.",
                        false);
        ScriptedTool tool = new ScriptedTool(spec, call.forks, 3_000);
        call.with(tool);
        call.model.when(
                "cancel",
                (request, out) -> {
                    if (request.steps().isEmpty()) {
                        out.pause(100)
                                .calls(
                                        "c" + request.history().size(),
                                        "cancel_order",
                                        Map.of(
                                                "number",
                                                request.history().size() < 3 ? "4711" : " 4711 "))
                                .done();
                    } else {
                        out.says("It is cancelled.").done();
                    }
                });
        call.callerSays(3.0, 4.0, "cancel my order").callerSays(5.5, 6.5, "cancel it i said");
        call.callerSays(12.0, 13.0, "cancel it again");
        call.runTo(17);
        assertThat(tool.begun()).hasSize(1);
        assertThat(tool.done()).hasSize(1);
        assertThat(call.agentSaid()).filteredOn(said -> said.equals("It is cancelled.")).hasSize(2);
        assertThat(used()).containsExactly("cancel_order done", "cancel_order duplicate");
    }

    @Test
    void a_deed_that_needs_a_yes_is_refused_without_one_and_runs_once_per_question() {
        ScriptedTool tool =
                new ScriptedTool(ScriptedTool.deed("cancel_order", true), call.forks, 100);
        call.with(tool);
        call.model.when(
                "cancel",
                (request, out) -> {
                    if (request.steps().isEmpty()) {
                        out.calls("x", "cancel_order", Map.of("number", "1")).done();
                    } else {
                        out.says("Shall I really do that?").done(new Expectation.YesNo());
                    }
                });
        call.model.when(
                "yes",
                (request, out) -> {
                    if (request.steps().isEmpty()) {
                        out.calls("y" + call.seconds(), "cancel_order", Map.of("number", "1"))
                                .done();
                    } else {
                        out.pause(1_000).says("Done.").done();
                    }
                });
        // The yes is withdrawn by speaking on, and asked for again with the same question open.
        call.callerSays(3.0, 4.0, "cancel it")
                .callerSays(7.0, 7.5, "yes")
                .callerSays(8.6, 9.2, "do it");
        call.runTo(13);
        assertThat(used())
                .containsExactly(
                        "cancel_order unconfirmed", "cancel_order done", "cancel_order duplicate");
        assertThat(tool.done()).hasSize(1);
        assertThat(call.agentSaid()).last().isEqualTo("Done.");
    }

    @Test
    void an_unknown_tool_fails_and_the_reply_goes_on() {
        orderIsLookedUp();
        call.runTo(8);
        assertThat(onlyResult(call.model.lastRequest())).isInstanceOf(ToolResult.Failed.class);
        assertThat(used()).containsExactly("order_status unknown");
    }

    @Test
    void a_reply_takes_at_most_five_steps() {
        ScriptedTool tool =
                new ScriptedTool(ScriptedTool.lookUp("order_status", ""), call.forks, 10);
        call.model.when(
                "order",
                (request, out) ->
                        out.calls("n" + request.steps().size(), "order_status", Map.of()).done());
        call.with(tool).callerSays(3.0, 4.0, "where is my order").runTo(9);
        assertThat(tool.done()).hasSize(5);
        assertThat(call.agentSaid())
                .last()
                .isEqualTo("I'm sorry, something went wrong. Could you say that again?");
    }

    @Test
    void a_result_that_comes_after_the_barge_in_changes_nothing() {
        ScriptedTool tool =
                new ScriptedTool(ScriptedTool.deed("send_mail", false), call.forks, 2_000);
        call.with(tool);
        call.model.when(
                "mail",
                (request, out) -> {
                    if (request.steps().isEmpty()) {
                        out.says("I send you the mail now.")
                                .calls("m", "send_mail", Map.of())
                                .done();
                    } else {
                        out.says("It is sent.").done();
                    }
                });
        call.callerSays(3.0, 4.0, "send me a mail").callerSays(5.0, 6.0, "what are your hours");
        call.runTo(12);
        assertThat(tool.done()).hasSize(1);
        assertThat(call.agentSaid()).doesNotContain("It is sent.");
        assertThat(call.agentSaid()).last().isEqualTo("I heard what are your hours.");
        assertThat(call.meters.counter("tandem.turn.stale").count()).isPositive();
    }
}
