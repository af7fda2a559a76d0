package tandem.agentloop.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.agentloop.wire.FlowFile;

final class IntentMatcherTest {

    private final Flow flow = new FlowFile(SupportTools.specs()).shipped("support");
    private final IntentMatcher matcher = new IntentMatcher(flow);

    IntentMatcherTest() throws Exception {}

    @Test
    void every_example_is_certain() {
        for (Flow.Intent intent : flow.intents()) {
            for (String example : intent.examples()) {
                String said =
                        example.replace("{order_number}", "four eight two nine one five")
                                .replace("{delivery_day}", "next tuesday")
                                .replace("{phone_number}", "five five five one two three four")
                                .replace("{caller_name}", "john smith");
                IntentMatcher.Match match = matcher.match(said);

                assertThat(match.intent()).as(said).isEqualTo(intent.name());
                assertThat(match.exact()).as(said).isTrue();
                assertThat(match.confidence()).as(said).isEqualTo(1);
            }
        }
    }

    @Test
    void punctuation_case_contractions_and_figures_make_no_difference() {
        assertThat(matcher.match("What is the status of my order?").exact()).isTrue();
        assertThat(matcher.match("Where is order 482915").exact()).isTrue();
        assertThat(matcher.match("WHERE IS MY ORDER!!!").exact()).isTrue();
        assertThat(matcher.match("cancel order four eighty two nine fifteen").exact()).isTrue();
    }

    @Test
    void paraphrases_are_recognised() throws IOException {
        int right = 0;
        List<String> wrong = new ArrayList<>();
        List<String> lines = lines("paraphrases.tsv");
        for (String line : lines) {
            String[] parts = line.split("\t");
            IntentMatcher.Match match = matcher.match(parts[1]);
            if (match.intent().equals(parts[0])) {
                right++;
            } else {
                wrong.add(parts[1] + " -> " + top(match));
            }
        }
        System.out.println("TABLE paraphrases " + right + " of " + lines.size());

        assertThat((double) right / lines.size()).as("%s", wrong).isGreaterThanOrEqualTo(0.92);
    }

    @Test
    void most_paraphrases_are_acted_on_without_asking_and_other_subjects_hardly_ever()
            throws IOException {
        Readings readings = new Readings(matcher);
        int acted = 0;
        List<String> wrongly = new ArrayList<>();
        List<String> lines = lines("paraphrases.tsv");
        for (String line : lines) {
            String[] parts = line.split("\t");
            if (readings.understand(parts[1]) instanceof Understanding.Certain(var intent)) {
                if (intent.name().equals(parts[0])) {
                    acted++;
                } else {
                    wrongly.add(line + " -> " + intent.name());
                }
            }
        }
        List<String> others = lines("out-of-scope.txt");
        List<String> strayed =
                others.stream()
                        .filter(line -> readings.understand(line) instanceof Understanding.Certain)
                        .toList();
        System.out.println(
                "TABLE acted on "
                        + acted
                        + ", wrongly on "
                        + wrongly.size()
                        + " of "
                        + lines.size()
                        + " paraphrases; on "
                        + strayed.size()
                        + " of "
                        + others.size()
                        + " other subjects");

        assertThat((double) acted / lines.size()).isGreaterThanOrEqualTo(0.8);
        assertThat((double) wrongly.size() / lines.size())
                .as("%s", wrongly)
                .isLessThanOrEqualTo(0.04);
        assertThat((double) strayed.size() / others.size())
                .as("%s", strayed)
                .isLessThanOrEqualTo(0.1);
    }

    @Test
    void an_example_left_out_is_still_recognised_by_the_others() {
        int most = flow.intents().stream().mapToInt(one -> one.examples().size()).max().orElse(0);
        int right = 0;
        int all = 0;
        List<String> wrong = new ArrayList<>();
        for (int left = 0; left < most; left++) {
            IntentMatcher others = new IntentMatcher(without(left));
            for (Flow.Intent intent : flow.intents()) {
                if (left >= intent.examples().size()) {
                    continue;
                }
                all++;
                IntentMatcher.Match match = others.match(intent.examples().get(left));
                if (match.intent().equals(intent.name())) {
                    right++;
                } else {
                    wrong.add(intent.examples().get(left) + " -> " + top(match));
                }
            }
        }
        System.out.println("TABLE left-out examples " + right + " of " + all);

        assertThat((double) right / all).as("%s", wrong).isGreaterThanOrEqualTo(0.8);
    }

    /// The flow without one example of every intent.
    private Flow without(int example) {
        List<Flow.Intent> intents = new ArrayList<>();
        for (Flow.Intent intent : flow.intents()) {
            List<String> examples = new ArrayList<>(intent.examples());
            if (example < examples.size()) {
                examples.remove(example);
            }
            intents.add(
                    new Flow.Intent(
                            intent.name(),
                            intent.description(),
                            intent.purpose(),
                            examples,
                            intent.keywords(),
                            intent.slots(),
                            intent.answer(),
                            intent.confirm(),
                            intent.tool()));
        }
        return new Flow(
                flow.name(),
                flow.languages(),
                flow.persona(),
                flow.prompt(),
                flow.greeting(),
                flow.slots(),
                intents,
                flow.repair(),
                flow.escalation(),
                flow.silence(),
                flow.pronunciation());
    }

    private static String top(IntentMatcher.Match match) {
        StringBuilder text = new StringBuilder();
        match.ranked().stream()
                .limit(3)
                .forEach(scored ->
                        text.append(' ')
                                .append(scored.intent().name())
                                .append('=')
                                .append(Math.round(scored.confidence() * 100)));
        return text.toString();
    }

    private static List<String> lines(String name) throws IOException {
        try (InputStream in = IntentMatcherTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
