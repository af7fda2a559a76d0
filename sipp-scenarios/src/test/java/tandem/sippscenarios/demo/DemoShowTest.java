package tandem.sippscenarios.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import tandem.sippscenarios.terminal.Style;

class DemoShowTest {

    private final ObjectMapper json = new ObjectMapper();
    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);

    @Test
    void both_sides_are_shown_as_plain_lines_of_at_most_80_columns() throws Exception {
        DemoShow show = new DemoShow(out, new Style(false));
        show.caller(node("{'event':'said','at':7.1,'text':'when are you open'}"));
        show.server(
                node(
                        "{'type':'conversed','sinceAnswerMs':9000,'fact':{'type':'caller_turn',"
                                + "'turn':1,'text':'when are you open','how':'spoken'}}"));
        show.server(
                node(
                        "{'type':'conversed','sinceAnswerMs':9100,'fact':{'type':'turn_timed','turn':1,"
                                + "'milliseconds':{'total':512.3,'end_of_turn':361,'recognizer':92.1,"
                                + "'model':3,'sentence':1,'synthesis':41,'wire':14.2}}}"));
        show.server(
                node(
                        "{'type':'conversed','sinceAnswerMs':15200,'fact':{'type':'agent_turn','turn':1,"
                                + "'text':'Our shop on Station Road is open Monday to Friday from nine','interrupted':true}}"));
        show.caller(node("{'event':'keyed','at':20.0,'text':'4'}"));
        show.caller(node("{'event':'keyed','at':20.2,'text':'#'}"));
        show.caller(
                node("{'event':'goal','goal':'hours','reached':false,'detail':'heard nothing'}"));

        assertThat(text.toString().lines())
                .containsExactly(
                        "   7.1  caller  when are you open",
                        "                understood: when are you open",
                        "                answered in 512 ms: end of turn 361, recogniser 92, model 3,",
                        "                sentence 1, synthesis 41, wire 14",
                        "  15.2  agent   Our shop on Station Road is open Monday to Friday from nine --",
                        "                cut",
                        "  20.0  keys    4#",
                        "                MISSED: hours (heard nothing)")
                .allMatch(line -> line.length() <= 80);
    }

    @Test
    void the_tables_hold_goals_turns_and_packets_both_ways() throws Exception {
        DemoShow show = new DemoShow(out, new Style(false));
        show.caller(
                node(
                        "{'event':'report','packets_sent':1000,'packets_received':990,'packets_lost':1,"
                                + "'jitter_ms':0.4,'mos':4.3,'goals':[{'goal':'barge-in','reached':true,"
                                + "'figures':{'barge_in_stop':161.2}}]}"));
        show.server(
                node(
                        "{'type':'ended','quality':{'received':999,'sent':991,'lost':0,'jitterMs':0.2,'mos':4.4}}"));
        show.server(node("{'type':'recorded','path':'/tmp/x/call.wav','problem':''}"));

        new DemoReport(out).print(show);

        assertThat(text.toString())
                .contains("barge-in  yes      barge in stop 161 ms")
                .containsPattern("caller to agent +1000 +999 +0 +0.2 +4.4")
                .containsPattern("agent to caller +991 +990 +1 +0.4 +4.3")
                .contains("/tmp/x/call.wav");
    }

    private JsonNode node(String text) throws Exception {
        return json.readTree(text.replace('\'', '"'));
    }
}
