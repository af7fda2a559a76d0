package tandem.humanhandoff.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import tandem.callmodel.CallId;
import tandem.callmodel.PartyAddress;
import tandem.humanhandoff.CallBack;

/// Call-backs as JSON. Holds no state.
public final class CallBackJson {

    private static final int VERSION = 1;

    private CallBackJson() {}

    /// One line, without its end.
    public static String line(CallBack callBack) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("v", VERSION);
        json.put("reference", callBack.reference());
        json.put("at", callBack.at().toString());
        json.put("call", callBack.call().value());
        ObjectNode caller = json.putObject("caller");
        caller.put("user", callBack.caller().user());
        caller.put("host", callBack.caller().host());
        caller.put("displayName", callBack.caller().displayName());
        json.put("reason", callBack.reason());
        return json.toString();
    }

    /// @throws IOException when the line is no call-back
    public static CallBack callBack(String line) throws IOException {
        JsonNode json = new ObjectMapper().readTree(line);
        if (json.path("v").asInt() != VERSION) {
            throw new IOException("no call-back of version " + VERSION);
        }
        JsonNode caller = json.path("caller");
        try {
            return new CallBack(
                    json.path("reference").asText(),
                    Instant.parse(json.path("at").asText()),
                    new CallId(json.path("call").asText()),
                    new PartyAddress(
                            caller.path("user").asText(),
                            caller.path("host").asText(),
                            caller.path("displayName").asText()),
                    json.path("reason").asText());
        } catch (RuntimeException broken) {
            throw new IOException("no call-back", broken);
        }
    }
}
