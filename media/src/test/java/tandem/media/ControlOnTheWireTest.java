package tandem.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.callcontrol.Codec;
import tandem.callcontrol.Direction;
import tandem.callcontrol.LegQuality;
import tandem.callcontrol.MediaAddress;
import tandem.callcontrol.MediaLeg;
import tandem.callcontrol.NegotiatedMedia;
import tandem.media.MediaSettings.Backend;
import tandem.media.rtp.SourceGate.Latching;

@Timeout(60)
class ControlOnTheWireTest {

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void two_legs_of_ours_report_to_each_other_and_say_goodbye(Backend backend) throws Exception {
        try (PlaneFixture fixture = new PlaneFixture(settings(backend))) {
            MediaLeg one = fixture.open();
            MediaLeg other = fixture.open();
            one.connect(towards(other.local()));
            other.connect(towards(one.local()));
            Await.until("round trip", () -> one.quality().roundTrip().isPositive());
            LegQuality quality = one.quality();
            assertThat(quality.roundTrip()).isLessThan(Duration.ofSeconds(2));
            assertThat(quality.remoteLossPercent()).isBetween(0.0, 5.0);
            assertThat(quality.mos()).isBetween(4.0, 4.5);
            assertThat(quality.strangers()).isZero();
            assertThat(quality.malformed()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void a_leg_reports_what_it_sent_and_ends_with_bye(Backend backend) throws Exception {
        try (PlaneFixture fixture = new PlaneFixture(settings(backend));
                RtpPeer peer = new RtpPeer();
                DatagramSocket control =
                        new DatagramSocket(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            control.setSoTimeout(20_000);
            MediaLeg leg = fixture.open();
            leg.connect(
                    media(
                            peer.address(),
                            new MediaAddress(control.getLocalAddress(), control.getLocalPort())));
            byte[] report = receive(control);
            assertThat(report[1] & 0xFF).isEqualTo(200);
            leg.close();
            byte[] last = receive(control);
            while ((last[last.length - 7] & 0xFF) != 203) {
                last = receive(control);
            }
            assertThat(last[last.length - 8] & 0xFF).as("BYE of one source").isEqualTo(0x81);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NATIVE", "NIO"})
    void legs_talk_over_ipv6(String backend) throws Exception {
        InetAddress loopback = InetAddress.ofLiteral("::1");
        MediaSettings settings =
                PlaneFixture.settings(Backend.valueOf(backend)).at(loopback, PortRange.EPHEMERAL);
        try (PlaneFixture fixture = new PlaneFixture(settings);
                RtpPeer peer = new RtpPeer(loopback)) {
            MediaLeg leg = fixture.openTo(peer);
            peer.onHeard(packet -> peer.send(leg.local(), new byte[160]));
            Await.until("both ways", () -> leg.quality().received() > 10);
            assertThat(leg.quality().sent()).isGreaterThan(9);
        }
    }

    @Test
    void a_caller_behind_nat_is_found_and_answered_where_it_is() throws Exception {
        MediaSettings settings = latching(PlaneFixture.settings(Backend.AUTO), Latching.ALWAYS);
        try (PlaneFixture fixture = new PlaneFixture(settings);
                RtpPeer named = new RtpPeer();
                RtpPeer real = new RtpPeer()) {
            MediaLeg leg = fixture.openTo(named);
            named.onHeard(packet -> {
                if (real.count == 0) {
                    real.send(leg.local(), new byte[160]);
                }
            });
            Await.until("answered", () -> real.count > 5);
            assertThat(fixture.metric("tandem.media.latched")).isEqualTo(1);
            long before = named.count;
            Await.until("more", () -> real.count > 20);
            assertThat(named.count - before).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void quality_falls_with_loss_and_delay() {
        assertThat(QualityEstimate.mos(0, 20)).isBetween(4.3, 4.5);
        assertThat(QualityEstimate.mos(5, 20)).isBetween(3.5, 4.0);
        assertThat(QualityEstimate.mos(0, 400)).isLessThan(QualityEstimate.mos(0, 150));
        assertThat(QualityEstimate.mos(100, 2_000)).isEqualTo(1);
    }

    private static byte[] receive(DatagramSocket socket) throws Exception {
        DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    private static NegotiatedMedia towards(MediaAddress remote) {
        return media(remote, new MediaAddress(remote.address(), remote.port() + 1));
    }

    private static NegotiatedMedia media(MediaAddress remote, MediaAddress control) {
        return new NegotiatedMedia(
                remote,
                control,
                Codec.PCMA,
                8,
                OptionalInt.empty(),
                Duration.ofMillis(20),
                Direction.SEND_RECEIVE);
    }

    private static MediaSettings settings(Backend backend) {
        MediaSettings defaults = PlaneFixture.settings(backend);
        return new MediaSettings(
                defaults.bindAddress(),
                Optional.empty(),
                defaults.ports(),
                1,
                backend,
                false,
                defaults.trafficClass(),
                defaults.latching(),
                defaults.maxLegs(),
                defaults.longestHold(),
                defaults.voiceHangover(),
                defaults.playoutLead(),
                defaults.duckDecibels(),
                defaults.keyDuration(),
                Duration.ofMillis(300));
    }

    private static MediaSettings latching(MediaSettings settings, Latching latching) {
        return new MediaSettings(
                settings.bindAddress(),
                settings.advertisedAddress(),
                settings.ports(),
                settings.loops(),
                settings.backend(),
                settings.realTime(),
                settings.trafficClass(),
                latching,
                settings.maxLegs(),
                settings.longestHold(),
                settings.voiceHangover(),
                settings.playoutLead(),
                settings.duckDecibels(),
                settings.keyDuration(),
                settings.controlInterval());
    }
}
