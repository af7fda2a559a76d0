package tandem.agentloop.voice;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tandem.agentloop.ConversationEvent;
import tandem.agentloop.Expectation;
import tandem.agentloop.LanguageModel;
import tandem.agentloop.ModelOutcome;
import tandem.agentloop.ModelRequest;
import tandem.agentloop.ModelSink;
import tandem.agentloop.ProviderException;
import tandem.agentloop.ToolCall;
import tandem.agentloop.text.SentenceStream;
import tandem.callmodel.TurnId;
import tandem.callmodel.time.Time;

/// Asks the model once and hands its text over in pieces that can be spoken.
///
/// Confined to its `llm-` thread. Ends with `ModelFinished` or `ModelFailed` unless interrupted.
final class ModelStep implements Runnable, ModelSink {

    private static final Logger LOG = LoggerFactory.getLogger(ModelStep.class);

    private final LanguageModel model;
    private final ModelRequest request;
    private final TurnId turn;
    private final SentenceStream pieces;
    private final int limit;
    private final Consumer<ConversationEvent> post;
    private final Time time;
    private int characters;
    private boolean over;

    /// @param limit characters after which the model is cut short
    ModelStep(
            LanguageModel model,
            ModelRequest request,
            TurnId turn,
            int limit,
            Consumer<ConversationEvent> post,
            Time time) {
        this.model = model;
        this.request = request;
        this.turn = turn;
        this.pieces = new SentenceStream(request.language());
        this.limit = limit;
        this.post = post;
        this.time = time;
    }

    @Override
    public void run() {
        try {
            model.reply(request, this);
            if (!over) {
                fail(model.name() + " ended without an outcome");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ProviderException e) {
            fail(model.name() + ": " + e.category());
        } catch (RuntimeException e) {
            LOG.error("model {} is defective", model.name(), e);
            fail(model.name() + ": defect");
        }
    }

    @Override
    public void text(String delta) throws InterruptedException {
        if (over || delta.isEmpty()) {
            return;
        }
        if (characters == 0) {
            post.accept(new ConversationEvent.ModelBegan(turn, time.nanos()));
        }
        characters += delta.length();
        speak(pieces.accept(delta));
        if (characters >= limit) {
            LOG.warn("{} was cut short after {} characters", model.name(), characters);
            done(
                    new ModelOutcome(
                            request.memory(),
                            new Expectation.Anything(),
                            new ModelOutcome.Next.AwaitCaller(),
                            true));
            throw new InterruptedException("the reply is long enough");
        }
    }

    @Override
    public void tools(List<ToolCall> calls) {
        if (!over && !calls.isEmpty()) {
            speak(pieces.finish());
            post.accept(new ConversationEvent.ModelCalledTools(turn, calls, time.nanos()));
        }
    }

    @Override
    public void done(ModelOutcome outcome) {
        if (!over) {
            over = true;
            speak(pieces.finish());
            post.accept(new ConversationEvent.ModelFinished(turn, outcome, time.nanos()));
        }
    }

    /// A piece that was not complete is not spoken.
    private void fail(String reason) {
        if (!over) {
            over = true;
            post.accept(new ConversationEvent.ModelFailed(turn, reason, time.nanos()));
        }
    }

    private void speak(List<String> complete) {
        for (String piece : complete) {
            post.accept(new ConversationEvent.ModelSpoke(turn, piece, time.nanos()));
        }
    }
}
