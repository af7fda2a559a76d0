package tandem.agentloop.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tandem.agentloop.flow.Flow;
import tandem.agentloop.flow.SupportTools;

final class ShippedFlowTest {

    private final FlowFile files = new FlowFile(SupportTools.specs());

    @Test
    void the_support_flow_has_no_problem() throws Exception {
        Flow flow = files.shipped("support");

        assertThat(flow.name()).isEqualTo("support");
        assertThat(flow.slots().keySet())
                .containsExactly(
                        "order_number", "delivery_day", "unopened", "caller_name", "phone_number");
        assertThat(flow.intent("order_status").orElseThrow().tool()).isPresent();
        assertThat(flow.intent("goodbye").orElseThrow().purpose())
                .isEqualTo(Flow.Intent.Purpose.GOODBYE);
        assertThat(flow.prompt()).contains("six digits").doesNotContain("{");
    }

    @Test
    void every_intent_of_the_support_flow_has_at_least_ten_examples() throws Exception {
        for (Flow.Intent intent : files.shipped("support").intents()) {
            assertThat(intent.examples()).as(intent.name()).hasSizeGreaterThanOrEqualTo(10);
        }
    }

    @Test
    void every_purpose_is_met_by_an_intent_of_the_support_flow() throws Exception {
        Set<Flow.Intent.Purpose> met = new HashSet<>();
        files.shipped("support").intents().forEach(intent -> met.add(intent.purpose()));

        assertThat(met).containsExactlyInAnyOrder(Flow.Intent.Purpose.values());
    }

    @Test
    void a_flow_that_is_not_shipped_is_named() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> files.shipped("sales")))
                .isInstanceOf(FlowFileException.class)
                .hasMessage("no flow named \"sales\" comes with the product");
    }
}
