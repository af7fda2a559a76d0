package tandem.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.callcontrol.MediaEvent;
import tandem.callcontrol.MediaLeg;
import tandem.callmodel.DtmfDigit;
import tandem.media.MediaSettings.Backend;

@Timeout(60)
class KeysOnTheWireTest {

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void a_thousand_keys_are_told_once_each_at_20_percent_loss(Backend backend) throws Exception {
        try (PlaneFixture fixture = new PlaneFixture(backend);
                RtpPeer peer = new RtpPeer()) {
            List<DtmfDigit> heard = new CopyOnWriteArrayList<>();
            MediaLeg leg =
                    fixture.open(
                            PlaneFixture.OPTIONS,
                            event -> {
                                if (event instanceof MediaEvent.KeyHeard(DtmfDigit digit, long _)) {
                                    heard.add(digit);
                                }
                            });
            leg.connect(PlaneFixture.media(peer, tandem.callcontrol.Direction.SEND_RECEIVE));
            Await.until("running", () -> peer.count > 2);
            Random random = new Random(2);
            List<DtmfDigit> pressed = new ArrayList<>();
            for (int key = 0; key < 1_000; key++) {
                DtmfDigit digit = DtmfDigit.values()[random.nextInt(12)];
                pressed.add(digit);
                burst(peer, leg, digit, random);
                if (key % 10 == 0) {
                    // The kernel's buffer must not lose what the test does not.
                    Await.until("caught up", () -> heard.size() >= pressed.size() - 2);
                }
            }
            Await.until("all", () -> heard.size() >= 999);
            assertThat(heard).hasSizeLessThanOrEqualTo(1_000);
            assertThat(pressed).containsSubsequence(heard);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void a_pressed_key_goes_out_as_the_rfc_has_it(Backend backend) throws Exception {
        try (PlaneFixture fixture = new PlaneFixture(backend);
                RtpPeer peer = new RtpPeer()) {
            MediaLeg leg = fixture.openTo(peer);
            Await.until("running", () -> peer.heard().size() > 3);
            leg.press(DtmfDigit.FIVE);
            leg.press(DtmfDigit.POUND);
            Await.until(
                    "both",
                    () ->
                            peer.heard().stream()
                                            .filter(p -> p.type() == 101)
                                            .filter(p -> p.payload()[0] == 11)
                                            .count()
                                    == 8);
            for (int code : new int[] {5, 11}) {
                List<RtpPeer.Heard> packets =
                        peer.heard().stream()
                                .filter(p -> p.type() == 101 && p.payload()[0] == code)
                                .toList();
                assertThat(packets).hasSize(8);
                assertThat(packets.stream().map(RtpPeer.Heard::timestamp).distinct()).hasSize(1);
                for (int n = 0; n < 8; n++) {
                    RtpPeer.Heard packet = packets.get(n);
                    int duration =
                            ((packet.payload()[2] & 0xFF) << 8) | (packet.payload()[3] & 0xFF);
                    assertThat(packet.marker()).isEqualTo(n == 0);
                    assertThat(packet.payload()[1] < 0).as("end bit").isEqualTo(n >= 5);
                    assertThat(duration).isEqualTo(160 * Math.min(n + 1, 6));
                    assertThat(packet.sequence())
                            .isEqualTo((packets.getFirst().sequence() + n) & 0xFFFF);
                }
            }
            int size = peer.heard().size();
            Await.until("audio again", () -> peer.heard().size() > size + 6);
            assertThat(peer.heard().getLast().type()).isZero();
        }
    }

    private static void burst(RtpPeer peer, MediaLeg leg, DtmfDigit digit, Random random) {
        int timestamp = peer.timestamp;
        for (int n = 0; n < 8; n++) {
            int duration = 160 * Math.min(n + 1, 6);
            byte[] payload = {
                (byte) digit.eventCode(),
                (byte) (n >= 5 ? 0x8A : 0x0A),
                (byte) (duration >> 8),
                (byte) duration
            };
            byte[] packet = RtpPeer.rtp(101, peer.sequence, timestamp, peer.ssrc, n == 0, payload);
            if (random.nextInt(100) >= 20) {
                peer.raw(leg.local(), packet);
            }
            peer.skip(160);
        }
    }
}
