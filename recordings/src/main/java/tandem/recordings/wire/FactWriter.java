package tandem.recordings.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import tandem.agentloop.ConversationFact;
import tandem.callcontrol.CallFact;
import tandem.callcontrol.LegQuality;
import tandem.callcontrol.MediaAddress;
import tandem.callcontrol.NegotiatedMedia;
import tandem.callcontrol.Recorder;
import tandem.callcontrol.Refusal;
import tandem.callmodel.PartyAddress;

/// Writes facts as JSON. Holds no state.
public final class FactWriter {

    static final int VERSION = 1;

    private FactWriter() {}

    /// One line, without its end.
    public static String line(CallFact fact) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("v", VERSION);
        json.put("type", type(fact));
        json.put("call", fact.call().value());
        json.put("at", fact.at().toString());
        switch (fact) {
            case CallFact.Arrived arrived -> {
                party(json.putObject("from"), arrived.from());
                party(json.putObject("to"), arrived.to());
                json.put("source", arrived.source());
                json.put("sipCallId", arrived.sipCallId());
            }
            case CallFact.Refused refused -> refusal(json, refused.refusal());
            case CallFact.Answered answered -> {
                media(json.putObject("media"), answered.media());
                json.put("setupMs", millis(answered.setup()));
            }
            case CallFact.Held held -> json.put("held", held.held());
            case CallFact.Keyed keyed -> json.put("how", keyed.how());
            case CallFact.Conversed conversed -> {
                json.put("sinceAnswerMs", millis(conversed.sinceAnswer()));
                conversation(json.putObject("fact"), conversed.fact());
            }
            case CallFact.Ended ended -> {
                json.put("cause", ended.cause().kind().name());
                json.put("sentence", ended.cause().sentence());
                json.put("lengthMs", millis(ended.length()));
                quality(json.putObject("quality"), ended.quality());
            }
            case CallFact.Recorded recorded -> recording(json, recorded.recording());
        }
        return json.toString();
    }

    private static String type(CallFact fact) {
        return switch (fact) {
            case CallFact.Arrived _ -> "arrived";
            case CallFact.Refused _ -> "refused";
            case CallFact.Answered _ -> "answered";
            case CallFact.Held _ -> "held";
            case CallFact.Keyed _ -> "keyed";
            case CallFact.Conversed _ -> "conversed";
            case CallFact.Ended _ -> "ended";
            case CallFact.Recorded _ -> "recorded";
        };
    }

    private static void conversation(ObjectNode json, ConversationFact fact) {
        switch (fact) {
            case ConversationFact.CallerTurn turn -> {
                json.put("type", "caller_turn").put("turn", turn.turn().number());
                json.put("text", turn.text().reveal()).put("how", turn.how());
            }
            case ConversationFact.AgentTurn turn -> {
                json.put("type", "agent_turn").put("turn", turn.turn().number());
                json.put("text", turn.text().reveal()).put("interrupted", turn.interrupted());
            }
            case ConversationFact.BargedIn bargedIn -> {
                json.put("type", "barged_in").put("turn", bargedIn.turn().number());
                json.put("outcome", bargedIn.outcome());
            }
            case ConversationFact.TurnTimed timed -> {
                json.put("type", "turn_timed").put("turn", timed.turn().number());
                ObjectNode stages = json.putObject("milliseconds");
                timed.milliseconds().forEach(stages::put);
            }
            case ConversationFact.ToolUsed used -> {
                json.put("type", "tool_used").put("turn", used.turn().number());
                json.put("tool", used.tool());
                ArrayNode names = json.putArray("argumentNames");
                used.argumentNames().forEach(names::add);
                json.put("outcome", used.outcome()).put("milliseconds", used.milliseconds());
            }
            case ConversationFact.ProviderFailed failed ->
                    json.put("type", "provider_failed")
                            .put("port", failed.port())
                            .put("reason", failed.reason());
            case ConversationFact.Finished finished ->
                    json.put("type", "finished").put("reason", finished.reason());
            case ConversationFact.HumanWanted wanted ->
                    json.put("type", "human_wanted").put("reason", wanted.reason());
        }
    }

    private static void party(ObjectNode json, PartyAddress party) {
        json.put("user", party.user()).put("host", party.host());
        json.put("displayName", party.displayName());
    }

    private static void refusal(ObjectNode json, Refusal refusal) {
        json.put("sipCode", refusal.sipCode()).put("rule", refusal.rule());
        json.put("sentence", refusal.sentence());
        refusal.retryAfter().ifPresent(later -> json.put("retryAfterMs", millis(later)));
    }

    private static void media(ObjectNode json, NegotiatedMedia media) {
        address(json.putObject("remote"), media.remote());
        address(json.putObject("remoteControl"), media.remoteControl());
        json.put("codec", media.codec().name()).put("payloadType", media.payloadType());
        media.eventPayloadType().ifPresent(type -> json.put("eventPayloadType", type));
        json.put("packetTimeMs", millis(media.packetTime()));
        json.put("direction", media.direction().name());
    }

    private static void address(ObjectNode json, MediaAddress address) {
        json.put("address", address.address().getHostAddress()).put("port", address.port());
    }

    private static void quality(ObjectNode json, LegQuality quality) {
        json.put("received", quality.received()).put("sent", quality.sent());
        json.put("lost", quality.lost()).put("late", quality.late());
        json.put("duplicates", quality.duplicates()).put("strangers", quality.strangers());
        json.put("malformed", quality.malformed());
        json.put("concealedFrames", quality.concealedFrames());
        json.put("jitterMs", millis(quality.jitter()));
        json.put("remoteLossPercent", quality.remoteLossPercent());
        json.put("roundTripMs", millis(quality.roundTrip()));
        json.put("mos", quality.mos()).put("lateSends", quality.lateSends());
    }

    private static void recording(ObjectNode json, Recorder.Outcome recording) {
        recording.path().ifPresent(path -> json.put("path", path));
        json.put("lengthMs", millis(recording.length()));
        json.put("droppedFrames", recording.droppedFrames());
        json.put("problem", recording.problem());
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
