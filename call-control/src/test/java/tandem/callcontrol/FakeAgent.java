package tandem.callcontrol;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tandem.agentloop.Agent;
import tandem.agentloop.Conversation;
import tandem.agentloop.ConversationEvent;
import tandem.agentloop.ConversationFact;
import tandem.callmodel.CallId;

/// An agent that says nothing and remembers everything. Thread-safe.
public final class FakeAgent implements Agent {

    private final ConcurrentHashMap<CallId, FakeConversation> conversations =
            new ConcurrentHashMap<>();
    private volatile Runnable whenJoining = () -> {};
    private volatile Runnable whenClosing = () -> {};
    private volatile Consumer<FakeConversation> whenStarted = _ -> {};
    private volatile BiConsumer<FakeConversation, ConversationEvent> whenTold = (_, _) -> {};

    /// What it throws reaches the call.
    public void whenJoining(Runnable then) {
        whenJoining = then;
    }

    /// Runs on the call's thread; what it throws reaches the call.
    public void whenStarted(Consumer<FakeConversation> then) {
        whenStarted = then;
    }

    /// Runs on the call's thread; what it throws reaches the call.
    public void whenClosing(Runnable then) {
        whenClosing = then;
    }

    /// Runs on the call's thread; what it throws reaches the call.
    public void whenTold(BiConsumer<FakeConversation, ConversationEvent> then) {
        whenTold = then;
    }

    public FakeConversation with(CallId call) {
        FakeConversation conversation = conversations.get(call);
        if (conversation == null) {
            throw new AssertionError("no agent joined " + call);
        }
        return conversation;
    }

    /// Null when none joined.
    public @Nullable FakeConversation find(CallId call) {
        return conversations.get(call);
    }

    public Map<CallId, FakeConversation> conversations() {
        return Map.copyOf(conversations);
    }

    @Override
    public Conversation join(Seat seat) {
        whenJoining.run();
        FakeConversation conversation = new FakeConversation(seat);
        conversations.put(seat.call(), conversation);
        return conversation;
    }

    /// One call's. Its methods count the threads that enter at once: there must only ever be one.
    public final class FakeConversation implements Conversation {

        private final Seat seat;
        private final List<ConversationEvent> told = new CopyOnWriteArrayList<>();
        private final AtomicInteger starts = new AtomicInteger();
        private final AtomicInteger wakes = new AtomicInteger();
        private final AtomicInteger closings = new AtomicInteger();
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger trespasses = new AtomicInteger();
        private volatile OptionalLong alarm = OptionalLong.empty();

        FakeConversation(Seat seat) {
            this.seat = seat;
        }

        public Seat seat() {
            return seat;
        }

        public List<ConversationEvent> told() {
            return List.copyOf(told);
        }

        public int starts() {
            return starts.get();
        }

        public int wakes() {
            return wakes.get();
        }

        public int closings() {
            return closings.get();
        }

        /// Calls from two threads at once, and calls after [#close].
        public int trespasses() {
            return trespasses.get();
        }

        /// Reports as a conversation does: on the call's thread, from within its methods.
        public void report(ConversationFact fact) {
            seat.facts().accept(fact);
        }

        /// @param nanos when [#wake] is wanted; it is wanted once
        public void wakeAt(long nanos) {
            alarm = OptionalLong.of(nanos);
        }

        @Override
        public void start() {
            confined(() -> {
                starts.incrementAndGet();
                whenStarted.accept(this);
            });
        }

        @Override
        public void on(ConversationEvent event) {
            confined(() -> {
                told.add(event);
                whenTold.accept(this, event);
            });
        }

        @Override
        public OptionalLong nextAlarm() {
            return alarm;
        }

        @Override
        public void wake() {
            confined(() -> {
                alarm = OptionalLong.empty();
                wakes.incrementAndGet();
            });
        }

        @Override
        public void close() {
            confined(() -> {});
            closings.incrementAndGet();
            whenClosing.run();
        }

        private void confined(Runnable work) {
            if (inside.getAndIncrement() > 0 || closings.get() > 0) {
                trespasses.incrementAndGet();
            }
            try {
                work.run();
            } finally {
                inside.decrementAndGet();
            }
        }
    }
}
