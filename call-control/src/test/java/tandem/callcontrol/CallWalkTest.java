package tandem.callcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tandem.agentloop.ConversationEvent;
import tandem.agentloop.ConversationFact;
import tandem.callcontrol.FakeSignaling.Command;
import tandem.callmodel.CallId;
import tandem.callmodel.DtmfDigit;
import tandem.callmodel.LegId;
import tandem.callmodel.PersonalText;
import tandem.callmodel.TurnId;
import tandem.callmodel.audio.VoiceActivity;
import tandem.callmodel.time.Time;

/// Random events from several threads at calls on their real threads, with ports that run out and
/// services that throw: whatever happens, every call ends once, on one path, with everything
/// closed.
class CallWalkTest {

    private static final int EVENTS = 160_000;
    private static final int PRODUCERS = 4;
    private static final int LIVE_PER_PRODUCER = 40;

    /// Walkers let the calls catch up when more are live: each ends by itself in 160 ms.
    private static final int CROWD = 150;

    private static final long SEED = 20_260_302;

    private final CallWorld world = new CallWorld();
    private final AtomicLong conversed = new AtomicLong();
    private final AtomicInteger startedUnanswered = new AtomicInteger();
    private final List<CallId> everybody = new ArrayList<>();

    @Test
    @Timeout(120)
    void every_call_ends_once_and_leaves_nothing_whatever_happens_to_it() throws Exception {
        misbehave();
        try (Calls calls = world.calls(hasty(), Time.system())) {
            List<Thread> producers = new ArrayList<>();
            for (int p = 0; p < PRODUCERS; p++) {
                Walker walker = new Walker(calls, p, new Random(SEED + p));
                producers.add(Thread.ofPlatform().name("walker-" + p).start(walker));
            }
            for (Thread producer : producers) {
                producer.join();
            }
            Calls.Drained drained = calls.drain(Duration.ofSeconds(60));
            assertThat(drained.cut()).isZero();
            assertThat(drained.isClean()).isTrue();
            assertThat(calls.live()).isZero();
            assertThat(calls.endsPending()).isZero();
        }
        everybody.forEach(this::check);
        assertThat(world.media.open()).isZero();
        assertThat(startedUnanswered).hasValue(0);
        // The walk went everywhere: no cause is missing but those that need hours.
        for (String cause :
                List.of(
                        "remote_hung_up",
                        "remote_cancelled",
                        "agent_hung_up",
                        "not_acknowledged",
                        "media_timed_out",
                        "setup_failed",
                        "overloaded",
                        "fault",
                        "too_long")) {
            assertThat(world.count("tandem.calls.ended", "cause", cause)).as(cause).isPositive();
        }
    }

    private void check(CallId id) {
        List<Command> told =
                world.signaling.told(id).stream().filter(it -> !isTooLate(it)).toList();
        List<CallFact> facts = world.journal.facts(id);
        boolean admitted = facts.stream().anyMatch(CallFact.Ended.class::isInstance);
        assertThat(facts.stream().filter(CallFact.Ended.class::isInstance).count())
                .as("%s ended once, or was refused at the door: %s", id, told)
                .isEqualTo(admitted ? 1 : 0);
        assertThat(told.stream().filter(CallWalkTest::isLast).count())
                .as("%s got one final word at most: %s", id, told)
                .isLessThanOrEqualTo(1);
        if (!admitted) {
            assertThat(told).as("%s", id).hasSize(1);
        }
        FakeMediaLeg leg = world.media.find(LegId.caller(id));
        if (leg != null) {
            assertThat(leg.closings()).as("leg of %s", id).isEqualTo(1);
        }
        FakeAgent.FakeConversation conversation = world.agent.find(id);
        if (conversation != null) {
            assertThat(conversation.closings()).as("conversation of %s", id).isEqualTo(1);
            assertThat(conversation.starts()).as("starts of %s", id).isLessThanOrEqualTo(1);
            assertThat(conversation.trespasses()).as("threads in %s", id).isZero();
        }
        FakeRecorder.FakeRecording recording = world.recorder.find(id);
        if (recording != null) {
            assertThat(recording.finishes()).as("recording of %s", id).isEqualTo(1);
        }
    }

    /// The answer to a re-INVITE for a call that is gone.
    private static boolean isTooLate(Command command) {
        return command instanceof Command.Refused refused
                && refused.refusal().rule().equals("calls.gone");
    }

    private static boolean isLast(Command command) {
        return command instanceof Command.HungUp || command instanceof Command.Refused;
    }

    /// Services report, want the call ended, and now and then throw.
    private void misbehave() {
        world.agent.whenJoining(every(211));
        world.recorder.whenStarting(every(97));
        world.media.whenOpening(every(307));
        AtomicInteger openings = new AtomicInteger();
        world.media.refuseWhen(() -> openings.incrementAndGet() % 50 == 0);
        world.journal.whenAppending(fact -> {
            if (fact instanceof CallFact.Keyed || fact instanceof CallFact.Recorded) {
                throw new IllegalStateException("the journal fails, as the test wants");
            }
        });
        world.agent.whenStarted(conversation -> {
            if (world.signaling.told(conversation.seat().call()).stream()
                    .noneMatch(Command.Answered.class::isInstance)) {
                startedUnanswered.incrementAndGet();
            }
        });
        world.agent.whenTold((conversation, _) -> {
            long n = conversed.incrementAndGet();
            if (n % 701 == 0) {
                throw new IllegalStateException("the agent fails, as the test wants");
            }
            if (n % 151 == 0) {
                conversation.report(new ConversationFact.Finished("done"));
            }
            if (n % 67 == 0) {
                conversation.report(new ConversationFact.HumanWanted("asked"));
            }
            if (n % 13 == 0) {
                conversation.report(
                        new ConversationFact.AgentTurn(
                                new TurnId((int) (n % 3)), PersonalText.NONE, n % 2 == 0));
            }
            if (n % 29 == 0) {
                conversation.wakeAt(Time.system().nanos() + n % 1_000_000);
            }
        });
    }

    private static Runnable every(int times) {
        AtomicInteger count = new AtomicInteger();
        return () -> {
            if (count.incrementAndGet() % times == 0) {
                throw new IllegalStateException("it fails, as the test wants");
            }
        };
    }

    private static CallSettings hasty() {
        return new CallSettings(
                1_000,
                1_000_000,
                Duration.ofSeconds(1),
                16,
                Duration.ofMillis(1),
                Duration.ofMillis(40),
                Duration.ofMillis(120),
                Duration.ofSeconds(30),
                Duration.ofMillis(1),
                Duration.ofMillis(10),
                true,
                List.of());
    }

    /// One thread's worth of strangers.
    private final class Walker implements Runnable {

        private final Calls calls;
        private final int number;
        private final Random random;
        private final List<CallId> mine = new ArrayList<>();
        private int invited;

        Walker(Calls calls, int number, Random random) {
            this.calls = calls;
            this.number = number;
            this.random = random;
        }

        @Override
        public void run() {
            for (int n = 0; n < EVENTS / PRODUCERS; n++) {
                if (mine.size() < LIVE_PER_PRODUCER || random.nextInt(20) == 0) {
                    invite();
                } else {
                    strike(mine.get(random.nextInt(mine.size())));
                }
                while (calls.active() > CROWD) {
                    LockSupport.parkNanos(200_000);
                }
            }
        }

        private void invite() {
            CallId id = new CallId("w" + number + "-" + invited++);
            synchronized (everybody) {
                everybody.add(id);
            }
            if (mine.size() >= LIVE_PER_PRODUCER) {
                mine.removeFirst();
            }
            mine.add(id);
            world.signaling.deliver(
                    CallWorld.invited(
                            id, random.nextInt(10) == 0 ? CallWorld.HELD : CallWorld.TALKING));
        }

        private void strike(CallId id) {
            switch (random.nextInt(16)) {
                case 0, 1, 2 -> sip(new SipEvent.Acknowledged(id));
                case 3 -> {
                    if (random.nextInt(4) == 0) {
                        sip(new SipEvent.Cancelled(id));
                    }
                }
                case 4 -> {
                    if (random.nextInt(4) == 0) {
                        sip(
                                new SipEvent.HungUp(
                                        id, EndCause.of(EndCause.Kind.REMOTE_HUNG_UP, "BYE")));
                    }
                }
                case 5 -> sip(new SipEvent.Reinvited(id, CallWorld.HELD));
                case 6 -> sip(new SipEvent.Reinvited(id, CallWorld.TALKING));
                case 7 -> sip(new SipEvent.KeyByInfo(id, DtmfDigit.SEVEN));
                case 8 -> media(id, new MediaEvent.KeyHeard(DtmfDigit.SEVEN, 0));
                case 9, 10 -> media(id, new MediaEvent.Voice(new VoiceActivity.Started(0, 0)));
                case 11 -> media(id, new MediaEvent.PlayoutStarted(turn(), 0));
                case 12 -> media(id, new MediaEvent.PlayoutFinished(turn(), 160, 0));
                case 13 -> {
                    if (random.nextInt(10) == 0) {
                        media(id, new MediaEvent.TimedOut());
                    }
                }
                case 14 -> agent(id, 1);
                default -> agent(id, random.nextInt(20) == 0 ? 60 : 2);
            }
        }

        private void sip(SipEvent event) {
            world.signaling.deliver(event);
        }

        private void media(CallId id, MediaEvent event) {
            FakeMediaLeg leg = world.media.find(LegId.caller(id));
            if (leg != null) {
                leg.notice(event);
            }
        }

        private void agent(CallId id, int times) {
            FakeAgent.FakeConversation conversation = world.agent.find(id);
            if (conversation != null) {
                Consumer<ConversationEvent> post = conversation.seat().post();
                for (int i = 0; i < times; i++) {
                    post.accept(new ConversationEvent.RemoteHeld(false));
                }
            }
        }

        private TurnId turn() {
            return new TurnId(random.nextInt(3));
        }
    }
}
