package tandem.callcontrol;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.time.Duration;
import java.util.OptionalInt;
import tandem.callmodel.CallId;
import tandem.callmodel.LegId;
import tandem.callmodel.PartyAddress;
import tandem.callmodel.time.ManualTime;
import tandem.callmodel.time.Time;

/// Everything a call touches, as fakes. A call made by [#call] is driven by the test's own thread.
final class CallWorld {

    static final CallId ID = new CallId("c1");
    static final NegotiatedMedia TALKING = media(Direction.SEND_RECEIVE);
    static final NegotiatedMedia HELD = media(Direction.RECEIVE_ONLY);

    final FakeSignaling signaling = new FakeSignaling();
    final FakeMediaPlane media;
    final FakeAgent agent = new FakeAgent();
    final FakeRecorder recorder = new FakeRecorder();
    final FakeJournal journal = new FakeJournal();
    final FakeHumanDesk desk = new FakeHumanDesk();
    final MeterRegistry registry = new SimpleMeterRegistry();
    final ManualTime manualTime = new ManualTime();

    CallWorld() {
        this(Integer.MAX_VALUE);
    }

    CallWorld(int ports) {
        media = new FakeMediaPlane(ports);
    }

    Calls calls(CallSettings settings, Time time) {
        Calls calls =
                new Calls(
                        signaling, media, agent, recorder, journal, desk, settings, time, registry);
        calls.start();
        signaling.start(calls);
        return calls;
    }

    FakeMediaLeg leg() {
        return media.leg(LegId.caller(ID));
    }

    FakeAgent.FakeConversation conversation() {
        return agent.with(ID);
    }

    double count(String meter, String... tags) {
        return registry.get(meter).tags(tags).counter().count();
    }

    static SipEvent.Invited invited(CallId call) {
        return invited(call, TALKING);
    }

    static SipEvent.Invited invited(CallId call, NegotiatedMedia media) {
        return new SipEvent.Invited(
                call,
                new PartyAddress("4930123456", "example.org", "A caller"),
                new PartyAddress("support", "tandem.example", ""),
                media,
                "192.0.2.7:5060",
                "sip-" + call);
    }

    static NegotiatedMedia media(Direction direction) {
        MediaAddress remote = new MediaAddress(InetAddress.getLoopbackAddress(), 40_000);
        return new NegotiatedMedia(
                remote,
                new MediaAddress(InetAddress.getLoopbackAddress(), 40_001),
                Codec.PCMU,
                0,
                OptionalInt.of(101),
                Duration.ofMillis(20),
                direction);
    }
}
