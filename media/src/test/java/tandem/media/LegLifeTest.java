package tandem.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.agentloop.Playout.Writer;
import tandem.callcontrol.Direction;
import tandem.callcontrol.MediaEvent;
import tandem.callcontrol.MediaLeg;
import tandem.callcontrol.MediaPlane.LegOptions;
import tandem.callcontrol.MediaPlane.Opened;
import tandem.callmodel.CallId;
import tandem.callmodel.LegId;
import tandem.callmodel.TurnId;
import tandem.callmodel.audio.FrameRing;
import tandem.media.MediaSettings.Backend;

@Timeout(60)
class LegLifeTest {

    private static final int PAIRS = 20;

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void a_thousand_legs_give_ports_threads_and_descriptors_back(Backend backend) throws Exception {
        PortRange range = freeRange();
        warmUp(backend);
        long threads = loops();
        int descriptors = descriptors();
        MediaSettings settings =
                PlaneFixture.settings(backend).at(InetAddress.getLoopbackAddress(), range);
        try (PlaneFixture fixture = new PlaneFixture(settings);
                RtpPeer peer = new RtpPeer()) {
            Set<Integer> ports = new HashSet<>();
            for (int n = 0; n < 1_000; n++) {
                Await.until("a free pair", () -> legs(fixture) < PAIRS);
                MediaLeg leg = fixture.open();
                ports.add(leg.local().port());
                if (n % 2 == 0) {
                    leg.connect(PlaneFixture.media(peer, Direction.SEND_RECEIVE));
                }
                leg.close();
                leg.close();
            }
            Await.until("all closed", () -> legs(fixture) == 0);
            assertThat(ports).hasSize(PAIRS).allMatch(port -> port % 2 == 0);

            List<MediaLeg> open = new ArrayList<>();
            for (int n = 0; n < PAIRS; n++) {
                open.add(fixture.open());
            }
            assertThat(fixture.plane.open(id(), PlaneFixture.OPTIONS, event -> {}))
                    .isInstanceOfSatisfying(
                            Opened.Refused.class,
                            refused -> assertThat(refused.rule()).isEqualTo("media.ports"));
            open.getFirst().close();
            Await.until("a pair again", () -> legs(fixture) == PAIRS - 1);
            fixture.open();
        }
        assertThat(loops()).isEqualTo(threads);
        if (descriptors > 0) {
            Await.until("descriptors back", () -> descriptors() <= descriptors);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void a_closed_leg_finishes_its_rings_and_lets_writers_go(Backend backend) throws Exception {
        try (PlaneFixture fixture = new PlaneFixture(backend);
                RtpPeer peer = new RtpPeer()) {
            MediaLeg leg = fixture.openTo(peer);
            FrameRing heard = leg.tapHeard(4);
            FrameRing sent = leg.tapSent(4);
            Await.until("packets", () -> peer.count > 3);
            Writer writer = leg.open(TurnId.first());
            leg.close();
            assertThat(writer.write(new short[160], 0, 160)).isFalse();
            Await.until("heard finished", () -> drained(heard));
            Await.until("sent finished", () -> drained(sent));
            assertThat(leg.tapHeard(4).isExhausted()).isTrue();
            assertThat(leg.quality().sent()).isPositive();
            assertThat(fixture.metric("tandem.media.packets.sent")).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void a_silent_far_end_times_out_once_but_not_while_held(Backend backend) throws Exception {
        LegOptions options = new LegOptions(List.of(), Duration.ofMillis(150));
        try (PlaneFixture fixture = new PlaneFixture(backend);
                RtpPeer peer = new RtpPeer()) {
            MediaLeg held = fixture.open(options, fixture.events::add);
            held.connect(PlaneFixture.media(peer, Direction.RECEIVE_ONLY));
            List<MediaEvent> others = new java.util.concurrent.CopyOnWriteArrayList<>();
            MediaLeg silent = fixture.open(options, others::add);
            silent.connect(PlaneFixture.media(peer, Direction.SEND_RECEIVE));
            Await.until("timed out", () -> others.contains(new MediaEvent.TimedOut()));
            Await.until("20 packets more", () -> silent.quality().sent() > 30);
            assertThat(others).hasSize(1);
            assertThat(fixture.events).isEmpty();
            assertThat(held.quality().sent()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void a_held_leg_sends_nothing_keeps_its_clock_and_its_turn(Backend backend) throws Exception {
        try (PlaneFixture fixture = new PlaneFixture(backend);
                RtpPeer peer = new RtpPeer()) {
            MediaLeg leg = fixture.openTo(peer);
            FrameRing sent = leg.tapSent(512);
            Await.until("packets", () -> peer.heard().size() > 5);
            leg.connect(PlaneFixture.media(peer, Direction.RECEIVE_ONLY));
            long before = awaitQuiet(leg);
            Writer writer = leg.open(TurnId.first());
            writer.write(new short[1_600], 0, 1_600);
            writer.end();
            assertThat(leg.sent(TurnId.first())).isZero();
            RtpPeer.Heard last = peer.heard().get((int) before - 1);
            leg.connect(PlaneFixture.media(peer, Direction.SEND_RECEIVE));
            Await.until("again", () -> peer.heard().size() > before + 12);
            RtpPeer.Heard next = peer.heard().get((int) before);
            assertThat(next.sequence()).isEqualTo((last.sequence() + 1) & 0xFFFF);
            assertThat(next.timestamp() - last.timestamp()).isGreaterThanOrEqualTo(1_600);
            assertThat((next.timestamp() - last.timestamp()) % 160).isZero();
            assertThat(next.marker()).isTrue();
            Await.until("the turn", () -> leg.sent(TurnId.first()) == 1_600);
            var frame = sent.newFrame();
            long tick = -160;
            while (sent.poll(frame)) {
                assertThat(tick < 0 || frame.startTick() == tick + 160).isTrue();
                tick = frame.startTick();
            }
        }
    }

    /// Returns the packets sent once ten frames have passed without one.
    private static long awaitQuiet(MediaLeg leg) {
        FrameRing clock = leg.tapSent(64);
        var frame = clock.newFrame();
        long[] state = {leg.quality().sent(), 0};
        Await.until(
                "quiet",
                () -> {
                    while (clock.poll(frame)) {
                        long sent = leg.quality().sent();
                        state[1] = sent == state[0] ? state[1] + 1 : 0;
                        state[0] = sent;
                    }
                    return state[1] >= 10;
                });
        return state[0];
    }

    private static boolean drained(FrameRing ring) {
        while (ring.poll(ring.newFrame())) {
            // Takes what is left.
        }
        return ring.isExhausted();
    }

    private static LegId id() {
        return LegId.caller(new CallId("one-too-many"));
    }

    private static void warmUp(Backend backend) throws Exception {
        try (PlaneFixture fixture = new PlaneFixture(backend);
                RtpPeer peer = new RtpPeer()) {
            MediaLeg leg = fixture.openTo(peer);
            Await.until("packets", () -> peer.count > 2);
            leg.close();
        }
    }

    private static double legs(PlaneFixture fixture) {
        return fixture.registry.get("tandem.media.legs").gauge().value();
    }

    private static long loops() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("rtp-loop"))
                .count();
    }

    /// 0 where the system does not tell.
    private static int descriptors() {
        String[] open = new File("/proc/self/fd").list();
        return open == null ? 0 : open.length;
    }

    private static PortRange freeRange() {
        for (int low = 40_000; low < 60_000; low += 2 * PAIRS) {
            if (allFree(low, low + 2 * PAIRS)) {
                return new PortRange(low, low + 2 * PAIRS - 1);
            }
        }
        throw new AssertionError("no free ports");
    }

    private static boolean allFree(int from, int to) {
        for (int port = from; port < to; port++) {
            try (DatagramSocket socket =
                    new DatagramSocket(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
                assertThat(socket.isBound()).isTrue();
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }
}
