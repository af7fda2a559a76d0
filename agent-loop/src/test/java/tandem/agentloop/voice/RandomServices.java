package tandem.agentloop.voice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import tandem.agentloop.Expectation;
import tandem.agentloop.FlowMemory;
import tandem.agentloop.LanguageModel;
import tandem.agentloop.ModelOutcome;
import tandem.agentloop.ModelRequest;
import tandem.agentloop.ModelSink;
import tandem.agentloop.ProviderException;
import tandem.agentloop.Synthesizer;
import tandem.agentloop.Tool;
import tandem.agentloop.ToolCall;
import tandem.agentloop.ToolResult;
import tandem.agentloop.ToolSpec;

/// Services that do anything a service may do, and some things that it may not, by the roll of a
/// seeded die. Once [#calm] they are at their best.
final class RandomServices {

    private final Random random;
    private final Lockstep forks;
    private final List<String> deedsBegun = new ArrayList<>();
    private int interruptedDeeds;
    private boolean calm;
    private int calls;

    RandomServices(Random random, Lockstep forks) {
        this.random = random;
        this.forks = forks;
    }

    void calm() {
        calm = true;
    }

    /// The arguments of every side effect that was begun.
    List<String> deedsBegun() {
        return List.copyOf(deedsBegun);
    }

    int interruptedDeeds() {
        return interruptedDeeds;
    }

    private boolean chance(int percent) {
        return !calm && random.nextInt(100) < percent;
    }

    private void pause(int atMost) throws InterruptedException {
        forks.pause(Duration.ofMillis(calm ? 50 : random.nextInt(atMost)));
    }

    LanguageModel model() {
        return new LanguageModel() {
            @Override
            public String name() {
                return "random";
            }

            @Override
            public void reply(ModelRequest request, ModelSink sink)
                    throws InterruptedException, ProviderException {
                answer(request, sink);
            }
        };
    }

    private void answer(ModelRequest request, ModelSink sink)
            throws InterruptedException, ProviderException {
        pause(1_200);
        if (chance(3)) {
            pause(30_000);
        }
        if (chance(3)) {
            forks.pauseDeaf(Duration.ofSeconds(3));
        }
        if (chance(30) && request.steps().size() < 8) {
            useTools(request, sink);
            return;
        }
        int sentences = chance(5) ? 0 : 1 + random.nextInt(4);
        for (int i = 0; i < sentences; i++) {
            sink.text("This is a sentence of some length, number after number. ");
            pause(300);
            fail();
        }
        if (chance(2)) {
            return;
        }
        finish(request, sink);
    }

    private void fail() throws ProviderException {
        if (chance(3)) {
            throw new ProviderException(ProviderException.Category.UNAVAILABLE, "away");
        }
        if (chance(1)) {
            throw new IllegalStateException("a defect");
        }
    }

    private void useTools(ModelRequest request, ModelSink sink) throws InterruptedException {
        if (chance(30)) {
            sink.text("Let me see about that. ");
        }
        List<ToolCall> wanted = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(2); i++) {
            String tool = List.of("look_up", "deed", "nothing").get(random.nextInt(3));
            wanted.add(
                    new ToolCall(
                            request.call(),
                            "call" + calls++,
                            tool,
                            Map.of("number", String.valueOf(random.nextInt(20)))));
        }
        sink.tools(wanted);
        finish(request, sink);
    }

    private void finish(ModelRequest request, ModelSink sink) {
        ModelOutcome.Next next = new ModelOutcome.Next.AwaitCaller();
        if (chance(3)) {
            next = new ModelOutcome.Next.HangUp();
        } else if (chance(5)) {
            next = new ModelOutcome.Next.HandOver("random");
        }
        Expectation expectation =
                List.of(
                                new Expectation.Anything(),
                                new Expectation.YesNo(),
                                new Expectation.Digits(4, 6),
                                new Expectation.Name())
                        .get(random.nextInt(4));
        sink.done(new ModelOutcome(FlowMemory.EMPTY, expectation, next, !chance(15)));
    }

    Synthesizer synthesizer(String name) {
        ScriptedSynthesizer voice = new ScriptedSynthesizer(name, forks, true);
        return new Synthesizer() {
            @Override
            public Traits traits() {
                return new Traits(name, Set.of(), true);
            }

            @Override
            public void speak(Request request, Sink sink)
                    throws InterruptedException, ProviderException {
                pause(100);
                if (chance(3)) {
                    pause(9_000);
                }
                if (chance(6)) {
                    voice.fail(1, random.nextInt(6));
                }
                voice.speak(request, sink);
            }

            @Override
            public void close() {}
        };
    }

    Tool lookUp() {
        return tool(ScriptedTool.lookUp("look_up", "One second while I look."));
    }

    Tool deed() {
        return tool(ScriptedTool.deed("deed", false));
    }

    private Tool tool(ToolSpec spec) {
        return new Tool() {
            @Override
            public ToolSpec spec() {
                return spec;
            }

            @Override
            public ToolResult run(ToolCall call) throws InterruptedException {
                if (spec.sideEffect()) {
                    deedsBegun.add(call.arguments().toString());
                }
                try {
                    pause(6_000);
                } catch (InterruptedException e) {
                    interruptedDeeds += spec.sideEffect() ? 1 : 0;
                    throw e;
                }
                if (chance(5)) {
                    throw new IllegalStateException("a defect");
                }
                return chance(10)
                        ? new ToolResult.NotFound()
                        : new ToolResult.Done(Map.of("status", "shipped"));
            }
        };
    }
}
