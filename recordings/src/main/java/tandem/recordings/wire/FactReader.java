package tandem.recordings.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import tandem.agentloop.ConversationFact;
import tandem.callcontrol.CallFact;
import tandem.callcontrol.Codec;
import tandem.callcontrol.Direction;
import tandem.callcontrol.EndCause;
import tandem.callcontrol.LegQuality;
import tandem.callcontrol.MediaAddress;
import tandem.callcontrol.NegotiatedMedia;
import tandem.callcontrol.Recorder;
import tandem.callcontrol.Refusal;
import tandem.callmodel.CallId;
import tandem.callmodel.PartyAddress;
import tandem.callmodel.PersonalText;
import tandem.callmodel.TurnId;

/// Reads what [FactWriter] wrote. Holds no state.
public final class FactReader {

    private FactReader() {}

    /// @throws IOException when the line is no JSON, of a later version or lacks something
    public static CallFact fact(String line) throws IOException {
        Fields fields = new Fields(new ObjectMapper().readTree(line));
        if (fields.integer("v") != FactWriter.VERSION) {
            throw new IOException("written by another version");
        }
        CallId call = new CallId(fields.text("call"));
        Instant at = Instant.parse(fields.text("at"));
        return switch (fields.text("type")) {
            case "arrived" ->
                    new CallFact.Arrived(
                            call,
                            at,
                            party(fields.object("from")),
                            party(fields.object("to")),
                            fields.text("source"),
                            fields.text("sipCallId"));
            case "refused" -> new CallFact.Refused(call, at, refusal(fields));
            case "answered" ->
                    new CallFact.Answered(
                            call, at, media(fields.object("media")), fields.millis("setupMs"));
            case "held" -> new CallFact.Held(call, at, fields.truth("held"));
            case "keyed" -> new CallFact.Keyed(call, at, fields.text("how"));
            case "conversed" ->
                    new CallFact.Conversed(
                            call,
                            at,
                            fields.millis("sinceAnswerMs"),
                            conversation(fields.object("fact")));
            case "ended" ->
                    new CallFact.Ended(
                            call,
                            at,
                            EndCause.of(
                                    EndCause.Kind.valueOf(fields.text("cause")),
                                    fields.text("sentence")),
                            fields.millis("lengthMs"),
                            quality(fields.object("quality")));
            case "recorded" ->
                    new CallFact.Recorded(
                            call,
                            at,
                            new Recorder.Outcome(
                                    call,
                                    fields.has("path")
                                            ? Optional.of(fields.text("path"))
                                            : Optional.empty(),
                                    fields.millis("lengthMs"),
                                    fields.whole("droppedFrames"),
                                    fields.text("problem")));
            default -> throw new IOException("unknown type of fact");
        };
    }

    private static ConversationFact conversation(Fields fields) throws IOException {
        return switch (fields.text("type")) {
            case "caller_turn" ->
                    new ConversationFact.CallerTurn(
                            fields.turn(),
                            new PersonalText(fields.text("text")),
                            fields.text("how"));
            case "agent_turn" ->
                    new ConversationFact.AgentTurn(
                            fields.turn(),
                            new PersonalText(fields.text("text")),
                            fields.truth("interrupted"));
            case "barged_in" ->
                    new ConversationFact.BargedIn(fields.turn(), fields.text("outcome"));
            case "turn_timed" -> {
                Map<String, Double> stages = new TreeMap<>();
                for (Map.Entry<String, JsonNode> stage :
                        fields.object("milliseconds").json().properties()) {
                    stages.put(stage.getKey(), stage.getValue().asDouble());
                }
                yield new ConversationFact.TurnTimed(fields.turn(), stages);
            }
            case "tool_used" -> {
                List<String> names = new ArrayList<>();
                fields.object("argumentNames").json().forEach(name -> names.add(name.asText()));
                yield new ConversationFact.ToolUsed(
                        fields.turn(),
                        fields.text("tool"),
                        names,
                        fields.text("outcome"),
                        fields.number("milliseconds"));
            }
            case "provider_failed" ->
                    new ConversationFact.ProviderFailed(fields.text("port"), fields.text("reason"));
            case "finished" -> new ConversationFact.Finished(fields.text("reason"));
            case "human_wanted" -> new ConversationFact.HumanWanted(fields.text("reason"));
            default -> throw new IOException("unknown type of fact of a conversation");
        };
    }

    private static PartyAddress party(Fields fields) throws IOException {
        return new PartyAddress(
                fields.text("user"), fields.text("host"), fields.text("displayName"));
    }

    private static Refusal refusal(Fields fields) throws IOException {
        return new Refusal(
                fields.integer("sipCode"),
                fields.text("rule"),
                fields.text("sentence"),
                fields.has("retryAfterMs")
                        ? Optional.of(fields.millis("retryAfterMs"))
                        : Optional.empty());
    }

    private static NegotiatedMedia media(Fields fields) throws IOException {
        return new NegotiatedMedia(
                address(fields.object("remote")),
                address(fields.object("remoteControl")),
                Codec.valueOf(fields.text("codec")),
                fields.integer("payloadType"),
                fields.has("eventPayloadType")
                        ? OptionalInt.of(fields.integer("eventPayloadType"))
                        : OptionalInt.empty(),
                fields.millis("packetTimeMs"),
                Direction.valueOf(fields.text("direction")));
    }

    private static MediaAddress address(Fields fields) throws IOException {
        return new MediaAddress(
                InetAddress.ofLiteral(fields.text("address")), fields.integer("port"));
    }

    private static LegQuality quality(Fields fields) throws IOException {
        return new LegQuality(
                fields.whole("received"),
                fields.whole("sent"),
                fields.whole("lost"),
                fields.whole("late"),
                fields.whole("duplicates"),
                fields.whole("strangers"),
                fields.whole("malformed"),
                fields.whole("concealedFrames"),
                fields.millis("jitterMs"),
                fields.number("remoteLossPercent"),
                fields.millis("roundTripMs"),
                fields.number("mos"),
                fields.whole("lateSends"));
    }

    /// A JSON object of which fields are demanded.
    private record Fields(JsonNode json) {

        private JsonNode field(String name) throws IOException {
            JsonNode field = json.get(name);
            if (field == null || field.isNull()) {
                throw new IOException("lacks " + name);
            }
            return field;
        }

        boolean has(String name) {
            return json.hasNonNull(name);
        }

        String text(String name) throws IOException {
            return field(name).asText();
        }

        int integer(String name) throws IOException {
            return field(name).asInt();
        }

        long whole(String name) throws IOException {
            return field(name).asLong();
        }

        double number(String name) throws IOException {
            return field(name).asDouble();
        }

        boolean truth(String name) throws IOException {
            return field(name).asBoolean();
        }

        Duration millis(String name) throws IOException {
            return Duration.ofNanos(Math.round(number(name) * 1e6));
        }

        TurnId turn() throws IOException {
            return new TurnId(integer("turn"));
        }

        Fields object(String name) throws IOException {
            return new Fields(field(name));
        }
    }
}
