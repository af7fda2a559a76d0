package tandem.sipedge.jain;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import tandem.callcontrol.MediaAddress;
import tandem.callcontrol.SipEvent;
import tandem.callcontrol.StartException;
import tandem.callmodel.time.Time;
import tandem.sipedge.SipSettings;

/// An edge on loopback with what it told, for tests.
final class TestEdge implements AutoCloseable {

    static final MediaAddress LOCAL = new MediaAddress(InetAddress.getLoopbackAddress(), 40_000);

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final BlockingQueue<SipEvent> events = new LinkedBlockingQueue<>();
    final JainSipSignaling signaling;

    TestEdge(SipSettings settings) throws StartException {
        signaling = new JainSipSignaling(settings, Time.system(), registry);
        signaling.start(events::add);
    }

    static TestEdge started() throws StartException {
        return new TestEdge(new TestSettings().build());
    }

    int port() {
        return signaling.port();
    }

    <E extends SipEvent> E expect(Class<E> kind) throws InterruptedException {
        SipEvent event = events.poll(20, TimeUnit.SECONDS);
        assertThat(event).isInstanceOf(kind);
        return kind.cast(event);
    }

    /// A call that was answered and acknowledged.
    SipEvent.Invited established(TextCaller caller) throws Exception {
        caller.invite(TextCaller.OFFER);
        SipEvent.Invited invited = expect(SipEvent.Invited.class);
        signaling.answer(invited.call(), LOCAL);
        caller.expect(200, "INVITE");
        caller.ack();
        expect(SipEvent.Acknowledged.class);
        return invited;
    }

    double count(String name, String tag, String value) {
        Counter counter = registry.find(name).tag(tag, value).counter();
        return counter == null ? 0 : counter.count();
    }

    int gauge(String name) {
        Gauge gauge = registry.find(name).gauge();
        return gauge == null ? -1 : (int) gauge.value();
    }

    void awaitNoCalls() {
        await("no call is left", () -> gauge("tandem.sip.calls") == 0);
        await("no dialog is left", () -> gauge("tandem.sip.dialogs") == 0);
    }

    static void await(String what, BooleanSupplier condition) {
        await(what, Duration.ofSeconds(20), condition);
    }

    static void await(String what, Duration most, BooleanSupplier condition) {
        long until = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("in " + most + " it did not become true that " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
        }
    }

    @Override
    public void close() {
        signaling.close();
    }
}
