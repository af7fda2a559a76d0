package tandem.crmconnectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.agentloop.CallerInput;
import tandem.agentloop.DialogueEntry;
import tandem.agentloop.FlowMemory;
import tandem.agentloop.Hypothesis;
import tandem.agentloop.ModelOutcome;
import tandem.agentloop.ModelRequest;
import tandem.agentloop.ModelSink;
import tandem.agentloop.Tool;
import tandem.agentloop.ToolCall;
import tandem.agentloop.ToolSpec;
import tandem.agentloop.flow.Flow;
import tandem.agentloop.flow.FlowEngine;
import tandem.agentloop.wire.FlowFile;
import tandem.callmodel.CallId;
import tandem.callmodel.Language;
import tandem.callmodel.PersonalText;
import tandem.callmodel.TurnId;
import tandem.callmodel.time.ManualTime;

/// The shipped flow, its engine and the real tools together. It is Monday, 2 March 2026.
final class SupportFlowTest {

    private final ManualTime time = new ManualTime();
    private final DemoShop orders = DemoShop.inMemory("test", time, ZoneOffset.UTC);
    private final List<ToolSpec> specs = orders.tools().stream().map(Tool::spec).toList();
    private final FlowEngine engine =
            new FlowEngine(new FlowFile(specs).shipped("support"), specs, time, ZoneOffset.UTC);
    private final List<DialogueEntry> history = new ArrayList<>();
    private FlowMemory memory = FlowMemory.EMPTY;

    SupportFlowTest() throws Exception {}

    @BeforeEach
    void open() throws Exception {
        orders.start();
    }

    @AfterEach
    void close() {
        orders.close();
    }

    @Test
    void the_flow_fits_the_tools() throws Exception {
        Flow flow = new FlowFile(specs).shipped("support");

        assertThat(flow.intents().stream().filter(intent -> intent.tool().isPresent())).hasSize(5);
    }

    @Test
    void an_order_is_found_cancelled_and_found_again() throws Exception {
        assertThat(says("where is order three zero zero four one two"))
                .isEqualTo("I have 3 0 0, 4 1 2. Is that right?");
        assertThat(says("yes"))
                .startsWith(
                        "Order 3 0 0, 4 1 2, a walnut bookcase, is being packed. It should reach"
                                + " you on Tuesday, March 10.");
        assertThat(says("please cancel it")).endsWith("Shall I go ahead?");
        assertThat(says("yes"))
                .startsWith(
                        "Done. Order 3 0 0, 4 1 2, a walnut bookcase, is cancelled, and $249.00"
                                + " will be back with you");
        assertThat(says("where is my order")).contains("was cancelled, so nothing is on its way");
    }

    @Test
    void a_delivery_is_moved_away_from_sunday() throws Exception {
        says("change the delivery of order four eight two nine one five to next sunday");
        assertThat(says("yes"))
                .isEqualTo("We don't deliver on Sundays. Which other day would suit you?");
        assertThat(says("next monday"))
                .isEqualTo(
                        "I'll have order 4 8 2, 9 1 5 delivered on Monday, March 9. Shall I go"
                                + " ahead?");
        assertThat(says("yes please")).contains("will be delivered on Monday, March 9.");
    }

    @Test
    void a_return_and_a_call_back_get_their_references() throws Exception {
        says("i want to return order three one zero nine three four");
        says("no");
        assertThat(says("yes")).contains("As the box was opened").contains("R-1001");
        says("can you call me back");
        says("john smith");
        says("five five five one two three four");
        assertThat(says("yes")).contains("C-2001");
    }

    @Test
    void a_database_that_is_gone_leads_to_a_person() throws Exception {
        says("where is order four eight two nine one five");
        orders.close();
        assertThat(says("yes")).endsWith("Shall I connect you with a colleague?");
    }

    private String says(String words) throws Exception {
        FlowEngine engine =
                new FlowEngine(new FlowFile(specs).shipped("support"), specs, time, ZoneOffset.UTC);
        CallerInput input =
                new CallerInput.Spoke(List.of(new Hypothesis(words, Hypothesis.Source.OPEN, 1)));
        List<ModelRequest.ToolStep> steps = new ArrayList<>();
        Collected reply = new Collected();
        do {
            reply.calls.clear();
            engine.reply(
                    new ModelRequest(
                            new CallId("test"), Language.ENGLISH, input, history, memory, steps),
                    reply);
            for (ToolCall call : reply.calls) {
                for (Tool tool : orders.tools()) {
                    if (tool.spec().name().equals(call.tool())) {
                        steps.add(new ModelRequest.ToolStep(call, tool.run(call)));
                    }
                }
            }
            memory = reply.memory;
        } while (!reply.calls.isEmpty());
        TurnId turn = new TurnId(history.size());
        history.add(new DialogueEntry.CallerSaid(turn, new PersonalText(words)));
        history.add(
                new DialogueEntry.AgentSaid(turn, new PersonalText(reply.text.toString()), false));
        return reply.text.toString();
    }

    private static final class Collected implements ModelSink {
        private final StringBuilder text = new StringBuilder();
        private final List<ToolCall> calls = new ArrayList<>();
        private FlowMemory memory = FlowMemory.EMPTY;

        @Override
        public void text(String delta) {
            text.append(delta);
        }

        @Override
        public void tools(List<ToolCall> wanted) {
            calls.addAll(wanted);
        }

        @Override
        public void done(ModelOutcome outcome) {
            memory = outcome.memory();
        }
    }
}
