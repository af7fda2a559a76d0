package tandem.app;

import tandem.agentloop.*;

final class InterimModel implements LanguageModel {
    public String name() {
        return "interim";
    }

    public void reply(ModelRequest request, ModelSink sink) throws InterruptedException {
        switch (request.input()) {
            case CallerInput.Spoke s ->
                    sink.text(
                            "You said: "
                                    + s.text()
                                    + ". I can tell you that we are open from nine to six on weekdays and from ten to four on Saturdays, and you can order on line at any time of the day.");
            default -> sink.text("Is there anything else?");
        }
        sink.done(
                new ModelOutcome(
                        FlowMemory.EMPTY,
                        new Expectation.Anything(),
                        new ModelOutcome.Next.AwaitCaller(),
                        true));
    }
}
