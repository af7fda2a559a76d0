package tandem.callcontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.callcontrol.CallWorld.ID;
import static tandem.callcontrol.CallWorld.TALKING;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tandem.agentloop.ConversationEvent;
import tandem.agentloop.ConversationFact;
import tandem.callcontrol.FakeSignaling.Command;

/// One call's owner, driven by the test's own thread on standing time.
final class DrivenCall {

    final CallWorld world;
    final List<Call> left = new ArrayList<>();
    final EndWatch watch;
    Call call;

    DrivenCall() {
        this(new CallWorld());
    }

    DrivenCall(CallWorld world) {
        this.world = world;
        this.watch = new EndWatch(world.manualTime, new CallMeters(world.registry));
        this.call = newCall(CallSettings.defaults(), TALKING);
    }

    /// Another call in place of the one that has not begun.
    void renew(CallSettings settings, NegotiatedMedia media) {
        call = newCall(settings, media);
    }

    void begin() {
        call.on(new CallEvent.Began());
        pass(Duration.ZERO);
    }

    void talk() {
        begin();
        call.on(new CallEvent.Acknowledged());
    }

    void pass(Duration step) {
        world.manualTime.advance(step);
        call.wake();
    }

    /// As a conversation does: from within one of its methods.
    void report(ConversationFact fact) {
        world.agent.whenTold((conversation, _) -> {
            world.agent.whenTold((_, _) -> {});
            conversation.report(fact);
        });
        call.on(new CallEvent.Posted(new ConversationEvent.RemoteHeld(false)));
    }

    CallEvent hungUp() {
        return new CallEvent.RemoteHungUp(EndCause.of(EndCause.Kind.REMOTE_HUNG_UP, "BYE"));
    }

    CallFact.Ended ended() {
        List<CallFact.Ended> ends = world.journal.facts(ID, CallFact.Ended.class);
        assertThat(ends).hasSize(1);
        return ends.getFirst();
    }

    void assertHungUp(EndCause.Kind kind) {
        assertThat(world.signaling.told(ID).getLast())
                .isInstanceOfSatisfying(
                        Command.HungUp.class,
                        command -> assertThat(command.cause().kind()).isEqualTo(kind));
    }

    void assertEndedOnce(EndCause.Kind kind) {
        assertThat(ended().cause().kind()).isEqualTo(kind);
        assertThat(world.media.open()).isZero();
        assertThat(world.leg().closings()).isEqualTo(1);
        assertThat(world.conversation().closings()).isEqualTo(1);
        assertThat(world.recorder.recordings().values())
                .allSatisfy(recording -> assertThat(recording.finishes()).isEqualTo(1));
        assertThat(left).containsExactly(call);
    }

    private Call newCall(CallSettings settings, NegotiatedMedia media) {
        CallMeters meters = new CallMeters(world.registry);
        return new Call(
                CallWorld.invited(ID, media),
                new CallPorts(
                        world.signaling,
                        world.media,
                        world.agent,
                        world.recorder,
                        new SteadyJournal(world.journal, meters),
                        world.desk),
                settings,
                world.manualTime,
                meters,
                watch,
                left::add);
    }
}
