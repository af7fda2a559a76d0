package tandem.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.callcontrol.Direction;
import tandem.callcontrol.MediaAddress;
import tandem.callcontrol.MediaLeg;
import tandem.media.MediaSettings.Backend;
import tandem.media.loop.Datagram;
import tandem.media.loop.Endpoint;
import tandem.media.rtp.LegCount;
import tandem.media.rtp.LegCounters;
import tandem.media.rtp.SourceGate;
import tandem.media.rtp.SourceGate.Latching;
import tandem.media.voice.VoiceDetector;

@Timeout(60)
class HostileTrafficTest {

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void sprayers_get_nothing_back_and_are_not_heard(Backend backend) throws Exception {
        try (PlaneFixture fixture = new PlaneFixture(backend);
                RtpPeer caller = new RtpPeer();
                RtpPeer sprayer = new RtpPeer()) {
            MediaLeg leg = fixture.openTo(caller);
            sprayer.ssrc = 0x666;
            AtomicInteger sprayed = new AtomicInteger();
            caller.onHeard(packet -> {
                for (int n = 0; n < 20; n++) {
                    sprayer.send(leg.local(), new byte[160]);
                    sprayed.incrementAndGet();
                }
                if (caller.count > 20) {
                    caller.send(leg.local(), new byte[160]);
                }
            });
            Await.until("received", () -> leg.quality().received() >= 30);
            Await.until(
                    "strangers counted", () -> leg.quality().strangers() >= sprayed.get() * 0.9);
            assertThat(sprayer.count).isZero();
            assertThat(leg.quality().received()).isLessThanOrEqualTo(caller.count);
            assertThat(leg.quality().lost()).as("of the caller's packets").isLessThan(3);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void garbage_on_both_ports_is_counted_and_harms_no_call(Backend backend) throws Exception {
        try (PlaneFixture fixture = new PlaneFixture(backend);
                RtpPeer caller = new RtpPeer()) {
            MediaLeg leg = fixture.openTo(caller);
            MediaAddress control = new MediaAddress(leg.local().address(), leg.local().port() + 1);
            Random random = new Random(8);
            caller.onHeard(packet -> {
                for (int n = 0; n < 20; n++) {
                    byte[] garbage = new byte[random.nextInt(n == 0 ? 9_000 : 300)];
                    random.nextBytes(garbage);
                    caller.raw(leg.local(), garbage);
                    caller.raw(control, garbage);
                }
                caller.send(leg.local(), new byte[160]);
            });
            Await.until("malformed", () -> leg.quality().malformed() > 1_000);
            Await.until("still heard", () -> leg.quality().received() > 50);
            assertThat(fixture.metric("tandem.media.packets.malformed")).isGreaterThan(1_000);
            assertThat(fixture.registry.get("tandem.media.loop.faults").functionCounter().count())
                    .isZero();
        }
    }

    @Test
    void a_hundred_thousand_mutated_packets_are_survived() {
        AtomicLongArray sums = new AtomicLongArray(LegCount.values().length);
        LegCounters counters = new LegCounters(sums);
        Endpoint far = Endpoint.of(InetAddress.getLoopbackAddress(), 4_000);
        SourceGate gate = new SourceGate(Latching.ALWAYS);
        gate.negotiate(far);
        VoiceDetector detector =
                new VoiceDetector(
                        java.util.List.of(), java.time.Duration.ofMillis(200), activity -> {});
        ReceivePath path = new ReceivePath(gate, detector, new Taps(), counters, event -> {}, 960);
        path.begin(0);
        path.apply(
                PlaneFixture.media(
                        new MediaAddress(far.address(), far.port()), Direction.SEND_RECEIVE));
        Random random = new Random(6);
        Datagram datagram = new Datagram();
        byte[] payload = new byte[160];
        long nanos = 0;
        for (int n = 0; n < 100_000; n++) {
            random.nextBytes(payload);
            int type = random.nextInt(10) == 0 ? 101 : 0;
            byte[] packet =
                    RtpPeer.rtp(type, n & 0xFFFF, n * 160, 1, random.nextInt(9) == 0, payload);
            for (int flips = random.nextInt(8); flips > 0; flips--) {
                packet[random.nextInt(random.nextInt(16) + 1)] = (byte) random.nextInt();
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(packet.length) : packet.length;
            System.arraycopy(packet, 0, datagram.bytes(), 0, length);
            datagram.received(random.nextInt(1_000) == 0 ? 3_000 : length);
            datagram.from(far.high(), far.low(), far.port() + random.nextInt(2));
            nanos += random.nextInt(30_000_000);
            path.take(datagram, nanos);
            path.clock(nanos);
        }
        long total = 0;
        for (LegCount what :
                new LegCount[] {LegCount.RECEIVED, LegCount.STRANGERS, LegCount.MALFORMED}) {
            assertThat(counters.get(what)).as("%s", what).isPositive();
            total += counters.get(what);
        }
        assertThat(total).isEqualTo(100_000);
    }
}
