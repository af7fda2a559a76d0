package tandem.agentloop.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.agentloop.flow.Flow;
import tandem.agentloop.flow.SupportTools;

final class FlowFileTest {

    /// A flow of everything there is, without a problem. Its lines are counted on below.
    private static final String FLOW =
            """
            name: shop
            languages: [en]
            persona:
              name: Ann
              company: Acme
              voices: { en: rms }
            greeting:
              disclosure: I'm a computer.
              welcome: How can I help?
            slots:
              number:
                kind: digits
                minimum: 6
                maximum: 6
                ask: Which number?
                askAgain: Which number, please?
                readBack: Is it {number}?
              day:
                kind: date
                ask: Which day?
                askAgain: Which day, please?
            intents:
              status:
                description: to know where it is
                examples:
                  - where is it
                  - where is number {number}
                slots: [number]
                tool:
                  name: order_status
                  arguments: { order_number: "{number}" }
                  results: [outcome, item]
                  done: "{number} is {item}."
                  doneBy: { shipped: "{item} is on its way." }
                  failed: I can't look.
              hours:
                examples: [when are you open]
                answer: Always.
              bye:
                purpose: goodbye
                description: to end
                examples: [goodbye]
                answer: Goodbye.
            repair:
              notUnderstood: ["Sorry?"]
              clarify: Would you like {first} or {second}?
              confirm: Did you want {intent}?
              declined: All right.
              anythingElse: ["Anything else?"]
              outOfScope: I can't do that.
            escalation:
              offer: A colleague?
              transfer: One moment.
              callBack: Noted as {reference}.
              unavailable: Nobody is there.
            silence:
              reprompts: ["Hello?"]
              goodbye: Goodbye.
            """;

    private final FlowFile files = new FlowFile(SupportTools.specs());
    @TempDir private Path folder;

    @Test
    void a_whole_flow_is_read() throws Exception {
        Flow flow = files.parse("shop.yaml", FLOW);

        assertThat(flow.name()).isEqualTo("shop");
        assertThat(flow.persona().voices()).containsEntry("en", "rms");
        assertThat(flow.slots().get("number").kind()).isEqualTo(Flow.Slot.Kind.DIGITS);
        assertThat(flow.slots().get("number").maximum()).isEqualTo(6);
        Flow.ToolUse tool = flow.intent("status").orElseThrow().tool().orElseThrow();
        assertThat(tool.arguments()).containsEntry("order_number", "{number}");
        assertThat(tool.doneBy()).containsEntry("shipped", "{item} is on its way.");
        assertThat(flow.prompt()).isEmpty();
    }

    /// @param from a piece of the flow, and what stands in its place
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "askAgain: Which day| askAgian: Which day"
                        + "|21:5: slots.day.askAgian: unknown key; did you mean \"askAgain\"?"
                        + " allowed here: kind, minimum, maximum, ask, askAgain, readBack, more,"
                        + " fillers",
                "kind: date|kind: dates"
                        + "|19:11: slots.day.kind: unknown value \"dates\"; did you mean \"date\"?"
                        + " allowed: digits, number, date, yesNo, name",
                "kind: date|kind: colour"
                        + "|19:11: slots.day.kind: unknown value \"colour\"; allowed: digits,"
                        + " number, date, yesNo, name",
                "minimum: 6|minimum: six"
                        + "|13:14: slots.number.minimum: must be a whole number, found \"six\"",
                "minimum: 6|minimum: 7"
                        + "|13:14: slots.number: digits need 1 <= minimum <= maximum <= 32, found 7"
                        + " and 6",
                "readBack: Is it {number}?|readBack: Is it right?"
                        + "|17:15: slots.number.readBack: must contain {number}",
                "readBack: Is it {number}?|readBack: Is it {numbre}, {number}?"
                        + "|17:15: slots.number.readBack: nothing fills {numbre}; did you mean"
                        + " \"number\"? allowed here: number, agent, company",
                "kind: date|`kind: date\n    fillers: [x]`"
                        + "|20:14: slots.day.fillers: are for names only",
                "kind: date|`kind: date\n    minimum: 3`"
                        + "|20:14: slots.day: minimum and maximum are for digits and numbers",
                "kind: date|`kind: date\n    more: '{day} so far'`"
                        + "|20:11: slots.day.more: is for digits only",
                "slots: [number]|slots: [numbers]"
                        + "|28:13: intents.status.slots[0]: no slot is named \"numbers\"; did you"
                        + " mean \"number\"?",
                "slots: [number]|slots: [number, number]"
                        + "|28:21: intents.status.slots[1]: \"number\" is given twice",
                "name: order_status|name: order_statsu"
                        + "|30:13: intents.status.tool.name: no tool is named \"order_statsu\"; did"
                        + " you mean \"order_status\"? there are: order_status, cancel_order,"
                        + " change_delivery_day, register_return, request_call_back",
                "order_number: \"{number}\"|ordernumber: \"{number}\""
                        + "|31:33: intents.status.tool.arguments.ordernumber: order_status takes"
                        + " no such argument; did you mean \"order_number\"?",
                "done: \"{number} is {item}.\"|done: \"{number} is {itm}.\""
                        + "|33:13: intents.status.tool.done: nothing fills {itm}; did you mean"
                        + " \"item\"? allowed here: number, outcome, item, agent, company",
                "done: \"{number} is {item}.\"|done: \"{number is {item}.\""
                        + "|33:13: intents.status.tool.done: has a brace without its partner",
                "results: [outcome, item]|results: [item]"
                        + "|32:16: intents.status.tool.results: doneBy chooses by the tool's value"
                        + " outcome, which must be among the results",
                "failed: I can't look.|notFound: No."
                        + "|30:7: intents.status.tool.failed: missing",
                "- where is it|- goodbye"
                        + "|42:16: intents.bye.examples[0]: \"goodbye\" stands at"
                        + " intents.status.examples[0] too",
                "- where is it|- where is number 5"
                        + "|26:9: intents.status.examples[0]: write it as it is spoken: letters and"
                        + " apostrophes only, numbers as words",
                "- where is it|- where is {day}"
                        + "|26:9: intents.status.examples[0]: nothing fills {day}; allowed here:"
                        + " number",
                "answer: Always.|answer: ''" + "|37:5: intents.hours: needs an answer or a tool",
                "answer: Always.|answer: We {know}."
                        + "|38:13: intents.hours.answer: nothing fills {know}; allowed here: agent,"
                        + " company",
                "description: to end|keywords: [bye]"
                        + "|40:5: intents.bye: needs a description, which completes \"Did you want"
                        + " …?\"",
                "purpose: goodbye|purpose: good-bye"
                        + "|40:14: intents.bye.purpose: unknown value \"good-bye\"; did you mean"
                        + " \"goodbye\"? allowed: answer, goodbye, human, repeat, thanks, wait,"
                        + " neverMind",
                "languages: [en]|languages: [en, de]"
                        + "|6:11: persona.voices: no voice for the language de",
                "languages: [en]|languages: [en_US]"
                        + "|2:13: languages[0]: not a language tag (as in en or pt-BR): en_US",
                "languages: [en]|languages: en" + "|2:12: languages: must be a list, found \"en\"",
                "name: shop|name: Shop!"
                        + "|1:7: name: must be small letters, digits, '-' and '_', found"
                        + " \"Shop!\"",
                "disclosure: I'm a computer.|disclosure:"
                        + "|8:14: greeting.disclosure: must not be empty",
                "confirm: Did you want {intent}?|confirm: Did you?"
                        + "|47:12: repair.confirm: must contain {intent}",
                "callBack: Noted as {reference}.|callBack: Noted."
                        + "|54:13: escalation.callBack: must contain {reference}",
                "reprompts: [\"Hello?\"]|reprompts: []"
                        + "|57:14: silence.reprompts: name at least one",
                "name: shop|`name: shop\nname: other`|2:1: name: given twice",
                "company: Acme|company: [Acme]"
                        + "|5:12: persona.company: must be a text, found a list",
            })
    void a_problem_is_told_with_its_place(String from, String to, String problem) {
        assertThat(FLOW).contains(from);
        FlowFileException wrong = wrong(FLOW.replace(from, to));

        assertThat(wrong.problems()).anySatisfy(line -> assertThat(line).endsWith(problem));
    }

    @Test
    void all_problems_are_told_at_once_in_the_order_of_the_file() {
        String yaml =
                FLOW.replace("kind: date", "kind: dat")
                        .replace("answer: Always.", "anwser: Always.")
                        .replace("company: Acme", "companie: Acme");

        assertThat(wrong(yaml))
                .hasMessage(
                        """
                        5 problems in shop.yaml:
                          shop.yaml:4:3: persona.company: missing
                          shop.yaml:5:3: persona.companie: unknown key; did you mean "company"? \
                        allowed here: name, company, voices
                          shop.yaml:19:11: slots.day.kind: unknown value "dat"; did you mean "date"? \
                        allowed: digits, number, date, yesNo, name
                          shop.yaml:37:5: intents.hours: needs an answer or a tool
                          shop.yaml:38:5: intents.hours.anwser: unknown key; did you mean "answer"? \
                        allowed here: purpose, description, examples, keywords, slots, answer, \
                        confirm, tool\
                        """);
    }

    @Test
    void a_tool_that_changes_something_needs_a_confirmation() {
        assertThat(wrong(FLOW.replace("name: order_status", "name: cancel_order")))
                .hasMessage(
                        "shop.yaml:24:5: intents.status.confirm: missing: cancel_order runs only"
                                + " after the caller has said yes");
    }

    @Test
    void a_missing_section_is_told_once() {
        String yaml = FLOW.substring(0, FLOW.indexOf("silence:"));

        assertThat(wrong(yaml)).hasMessage("shop.yaml:1:1: silence: missing");
    }

    @Test
    void what_is_not_yaml_is_told_with_its_place() {
        assertThat(wrong(FLOW.replace("persona:", "persona: {")).getMessage())
                .isEqualTo(
                        "shop.yaml:5:10: not YAML: while parsing a flow mapping, expected ',' or '}',"
                                + " but got :");
        assertThat(wrong("")).hasMessage("shop.yaml:1:1: the file is empty");
        assertThat(wrong(FLOW + "---\nname: other\n").getMessage())
                .endsWith("a second document begins here; a file holds one flow");
        assertThat(wrong("just words").problems())
                .contains("shop.yaml:1:1: must be keys and values, found \"just words\"");
    }

    @Test
    void aliases_are_refused() {
        String yaml = FLOW.replace("company: Acme", "company: *name");

        assertThat(wrong(yaml))
                .hasMessage(
                        "shop.yaml:5:12: persona.company: anchors and aliases are not supported;"
                                + " write the value out");
    }

    @Test
    void a_file_is_named_when_it_cannot_be_read() throws Exception {
        Path missing = folder.resolve("none.yaml");
        assertThatThrownBy(() -> files.read(missing))
                .hasMessage(missing + ": there is no such file");
        assertThatThrownBy(() -> files.read(folder))
                .hasMessage(folder + ": is a folder, not a flow file");
        Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'n', ':', ' ', -28});
        assertThatThrownBy(() -> files.read(latin)).hasMessage(latin + ": is not UTF-8 text");
        Path large = Files.write(folder.resolve("large.yaml"), new byte[1_000_001]);
        assertThatThrownBy(() -> files.read(large))
                .hasMessage(large + ": is larger than 1000000 bytes");
    }

    @Test
    void a_file_is_read() throws Exception {
        Path file = Files.writeString(folder.resolve("shop.yaml"), FLOW);

        assertThat(files.read(file)).isEqualTo(files.parse("shop.yaml", FLOW));
    }

    @Test
    void a_broken_file_is_always_a_flow_file_exception_or_a_flow() {
        Random random = new Random(7);
        String signs = "{}[]:,-#&*!|>'\"%@` \n\tab0";
        for (int round = 0; round < 3_000; round++) {
            StringBuilder yaml = new StringBuilder(FLOW);
            int edits = 1 + random.nextInt(4);
            for (int edit = 0; edit < edits; edit++) {
                int at = random.nextInt(yaml.length());
                char sign = signs.charAt(random.nextInt(signs.length()));
                switch (random.nextInt(3)) {
                    case 0 -> yaml.insert(at, sign);
                    case 1 -> yaml.setCharAt(at, sign);
                    default -> yaml.delete(at, Math.min(yaml.length(), at + random.nextInt(30)));
                }
            }
            try {
                assertThat(files.parse("shop.yaml", yaml.toString())).isNotNull();
            } catch (FlowFileException told) {
                assertThat(told.problems()).isNotEmpty();
            }
        }
    }

    @Test
    void every_key_that_is_read_is_in_the_schema_for_editors() throws Exception {
        JsonNode schema =
                new ObjectMapper()
                        .readTree(
                                FlowFile.class.getResourceAsStream(
                                        "/tandem/flows/flow.schema.json"));

        assertThat(keys(schema)).containsExactlyInAnyOrderElementsOf(FlowBinder.ROOT);
        assertThat(keys(schema.at("/properties/persona")))
                .containsExactlyInAnyOrderElementsOf(FlowBinder.PERSONA);
        assertThat(keys(schema.at("/properties/greeting")))
                .containsExactlyInAnyOrderElementsOf(FlowBinder.GREETING);
        assertThat(keys(schema.at("/properties/repair")))
                .containsExactlyInAnyOrderElementsOf(FlowBinder.REPAIR);
        assertThat(keys(schema.at("/properties/escalation")))
                .containsExactlyInAnyOrderElementsOf(FlowBinder.ESCALATION);
        assertThat(keys(schema.at("/properties/silence")))
                .containsExactlyInAnyOrderElementsOf(FlowBinder.SILENCE);
        assertThat(keys(schema.at("/$defs/slot")))
                .containsExactlyInAnyOrderElementsOf(SlotBinder.KEYS);
        assertThat(keys(schema.at("/$defs/intent")))
                .containsExactlyInAnyOrderElementsOf(IntentBinder.KEYS);
        assertThat(keys(schema.at("/$defs/tool")))
                .containsExactlyInAnyOrderElementsOf(ToolUseBinder.KEYS);
    }

    private static List<String> keys(JsonNode schema) {
        List<String> keys = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private FlowFileException wrong(String yaml) {
        return catchThrowableOfType(FlowFileException.class, () -> files.parse("shop.yaml", yaml));
    }
}
