package tandem.agentloop.voice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tandem.agentloop.Tool;
import tandem.agentloop.ToolCall;
import tandem.agentloop.ToolResult;
import tandem.agentloop.ToolSpec;

/// Takes its time and counts what it did.
public final class ScriptedTool implements Tool {

    private final ToolSpec spec;
    private final Lockstep forks;
    private final int millis;
    private final List<ToolCall> begun = new ArrayList<>();
    private final List<ToolCall> done = new ArrayList<>();

    public ScriptedTool(ToolSpec spec, Lockstep forks, int millis) {
        this.spec = spec;
        this.forks = forks;
        this.millis = millis;
    }

    public static ToolSpec lookUp(String name, String filler) {
        return new ToolSpec(
                name,
                "looks something up",
                "{}",
                false,
                true,
                Duration.ofSeconds(4),
                ToolSpec.OnBargeIn.CANCEL,
                filler,
                false);
    }

    public static ToolSpec deed(String name, boolean needsConfirmation) {
        return new ToolSpec(
                name,
                "changes the world",
                "{}",
                true,
                false,
                Duration.ofSeconds(4),
                ToolSpec.OnBargeIn.KEEP,
                "",
                needsConfirmation);
    }

    public List<ToolCall> begun() {
        return List.copyOf(begun);
    }

    public List<ToolCall> done() {
        return List.copyOf(done);
    }

    @Override
    public ToolSpec spec() {
        return spec;
    }

    @Override
    public ToolResult run(ToolCall call) throws InterruptedException {
        begun.add(call);
        forks.pause(Duration.ofMillis(millis));
        done.add(call);
        return new ToolResult.Done(Map.of("status", "shipped"));
    }
}
