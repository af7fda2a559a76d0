package tandem.callcontrol;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import tandem.callmodel.CallId;

/// A SIP edge without a network: remembers what it was told, and tells what a test wants.
/// Thread-safe.
public final class FakeSignaling implements Signaling {

    private final ConcurrentHashMap<CallId, List<Command>> commands = new ConcurrentHashMap<>();
    private volatile Optional<Consumer<SipEvent>> events = Optional.empty();
    private volatile Consumer<Command> whenTold = _ -> {};
    private volatile boolean draining;
    private volatile boolean closed;

    /// What a call asked of the edge.
    public sealed interface Command {
        CallId call();

        record Rang(CallId call) implements Command {}

        record Answered(CallId call, MediaAddress local) implements Command {}

        record Refused(CallId call, Refusal refusal) implements Command {}

        record HungUp(CallId call, EndCause cause) implements Command {}
    }

    @Override
    public void start(Consumer<SipEvent> to) {
        events = Optional.of(to);
    }

    /// As if it came from the wire.
    public void deliver(SipEvent event) {
        events.orElseThrow().accept(event);
    }

    /// In order.
    public List<Command> told(CallId call) {
        return List.copyOf(commands.getOrDefault(call, List.of()));
    }

    /// `then` runs after each command was remembered; what it throws reaches the call.
    public void whenTold(Consumer<Command> then) {
        whenTold = then;
    }

    public boolean isDraining() {
        return draining;
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public void ring(CallId call) {
        remember(new Command.Rang(call));
    }

    @Override
    public void answer(CallId call, MediaAddress local) {
        remember(new Command.Answered(call, local));
    }

    @Override
    public void refuse(CallId call, Refusal refusal) {
        remember(new Command.Refused(call, refusal));
    }

    @Override
    public void hangUp(CallId call, EndCause cause) {
        remember(new Command.HungUp(call, cause));
    }

    @Override
    public void drain() {
        draining = true;
    }

    @Override
    public void close() {
        closed = true;
    }

    private void remember(Command command) {
        commands.computeIfAbsent(command.call(), _ -> new CopyOnWriteArrayList<>()).add(command);
        whenTold.accept(command);
    }
}
