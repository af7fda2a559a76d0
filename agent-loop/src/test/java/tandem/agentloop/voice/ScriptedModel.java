package tandem.agentloop.voice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tandem.agentloop.CallerInput;
import tandem.agentloop.Expectation;
import tandem.agentloop.FlowMemory;
import tandem.agentloop.LanguageModel;
import tandem.agentloop.ModelOutcome;
import tandem.agentloop.ModelRequest;
import tandem.agentloop.ModelSink;
import tandem.agentloop.ProviderException;
import tandem.agentloop.ToolCall;

/// A model that answers by script: the first entry whose words are in the input is played.
public final class ScriptedModel implements LanguageModel {

    /// How one reply goes.
    public interface Part {
        void play(ModelRequest request, Voice voice) throws InterruptedException, ProviderException;
    }

    private final Lockstep forks;
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final List<ModelRequest> requests = new ArrayList<>();

    public ScriptedModel(Lockstep forks) {
        this.forks = forks;
    }

    public void when(String words, Part part) {
        parts.put(words, part);
    }

    public List<ModelRequest> requests() {
        return List.copyOf(requests);
    }

    public ModelRequest lastRequest() {
        return requests.getLast();
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public void reply(ModelRequest request, ModelSink sink)
            throws InterruptedException, ProviderException {
        requests.add(request);
        String key = key(request.input());
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            if (key.contains(part.getKey())) {
                part.getValue().play(request, new Voice(request, sink, forks));
                return;
            }
        }
        new Voice(request, sink, forks).pause(200).says("I heard " + key + ".").done();
    }

    static String key(CallerInput input) {
        return switch (input) {
            case CallerInput.Arrived _ -> "<arrived>";
            case CallerInput.Spoke spoke -> spoke.text().isEmpty() ? "<nothing>" : spoke.text();
            case CallerInput.Keyed(String digits) -> "<keys> " + digits;
            case CallerInput.StayedSilent(int times) -> "<silence> " + times;
            case CallerInput.HandOverFailed(String reason, String callBack) ->
                    "<no human> " + reason + " " + callBack;
        };
    }

    /// The sink with manners.
    public static final class Voice {

        private final ModelRequest request;
        private final ModelSink sink;
        private final Lockstep forks;

        Voice(ModelRequest request, ModelSink sink, Lockstep forks) {
            this.request = request;
            this.sink = sink;
            this.forks = forks;
        }

        public Voice pause(int millis) throws InterruptedException {
            forks.pause(Duration.ofMillis(millis));
            return this;
        }

        public Voice says(String text) throws InterruptedException {
            sink.text(text);
            return this;
        }

        public Voice calls(String id, String tool, Map<String, String> arguments) {
            sink.tools(List.of(new ToolCall(request.call(), id, tool, arguments)));
            return this;
        }

        public Voice calls(ToolCall... calls) {
            sink.tools(List.of(calls));
            return this;
        }

        public void done() {
            done(new Expectation.Anything());
        }

        public void done(Expectation expectation) {
            sink.done(
                    new ModelOutcome(
                            remembering(), expectation, new ModelOutcome.Next.AwaitCaller(), true));
        }

        public void done(ModelOutcome.Next next) {
            sink.done(new ModelOutcome(remembering(), new Expectation.Anything(), next, true));
        }

        public void doneUninterruptible() {
            sink.done(
                    new ModelOutcome(
                            remembering(),
                            new Expectation.Anything(),
                            new ModelOutcome.Next.AwaitCaller(),
                            false));
        }

        /// A memory that tells which inputs led to it.
        private FlowMemory remembering() {
            List<String> stack = new ArrayList<>(request.memory().stack());
            stack.add(
                    key(request.input())
                            + (request.steps().isEmpty() ? "" : " +" + request.steps().size()));
            return new FlowMemory(Map.of(), stack);
        }
    }
}
