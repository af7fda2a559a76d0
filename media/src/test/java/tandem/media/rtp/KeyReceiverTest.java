package tandem.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyReceiverTest {

    private final KeyReceiver receiver = new KeyReceiver();

    @Test
    void a_press_is_told_at_its_first_packet_and_once() {
        assertThat(receiver.seen(Packets.event(true, 1, 100, 5, false, 160))).isEqualTo(5);
        for (int n = 2; n < 8; n++) {
            assertThat(receiver.seen(Packets.event(false, n, 100, 5, n > 5, 160 * n)))
                    .isEqualTo(KeyReceiver.NOTHING);
        }
        assertThat(KeyReceiver.durationTicks(Packets.event(false, 9, 0, 5, true, 960)))
                .isEqualTo(960);
        assertThat(KeyReceiver.volume(Packets.event(false, 9, 0, 5, true, 960))).isEqualTo(10);
    }

    @Test
    void equal_timestamps_are_rescued_by_the_marker_or_a_seen_end() {
        receiver.seen(Packets.event(true, 1, 0, 7, false, 160));
        receiver.seen(Packets.event(false, 2, 0, 7, true, 320));
        assertThat(receiver.seen(Packets.event(true, 3, 0, 7, false, 160))).isEqualTo(7);
        receiver.seen(Packets.event(false, 4, 0, 7, true, 320));
        assertThat(receiver.seen(Packets.event(false, 5, 0, 7, false, 160)))
                .as("the marked packet was lost")
                .isEqualTo(7);
    }

    @Test
    void an_overtaken_packet_is_no_new_press() {
        receiver.seen(Packets.event(false, 2, 0, 7, false, 320));
        receiver.seen(Packets.event(false, 3, 0, 7, true, 480));
        assertThat(receiver.seen(Packets.event(true, 1, 0, 7, false, 160)))
                .isEqualTo(KeyReceiver.NOTHING);
        assertThat(receiver.seen(Packets.event(false, 2, 0, 7, false, 320)))
                .isEqualTo(KeyReceiver.NOTHING);
    }

    @Test
    void a_key_held_beyond_the_longest_duration_is_one_press() {
        receiver.seen(Packets.event(true, 1, 0, 7, false, 160));
        assertThat(receiver.seen(Packets.event(false, 2, 0xFFFF, 7, false, 160)))
                .isEqualTo(KeyReceiver.NOTHING);
    }

    @Test
    void a_thousand_keys_come_once_each_through_loss_doubles_and_overtaking() {
        Random random = new Random(3);
        int told = 0;
        int wrong = 0;
        int sequence = 65_000;
        int timestamp = -50_000;
        List<Integer> pressed = new ArrayList<>();
        List<RtpPacket> wire = new ArrayList<>();
        for (int key = 0; key < 1_000; key++) {
            int code = random.nextInt(12);
            pressed.add(code);
            timestamp += 2_000;
            for (int n = 0; n < 8; n++) {
                RtpPacket packet =
                        Packets.event(
                                n == 0,
                                sequence++ & 0xFFFF,
                                timestamp,
                                code,
                                n >= 5,
                                160 * Math.min(n + 1, 6));
                if (random.nextInt(100) >= 20) {
                    wire.add(packet);
                    if (random.nextInt(100) < 10) {
                        wire.add(packet);
                    }
                }
            }
        }
        for (int n = 0; n + 1 < wire.size(); n++) {
            if (random.nextInt(100) < 10) {
                Collections.swap(wire, n, n + 1);
            }
        }
        List<Integer> heard = new ArrayList<>();
        for (RtpPacket packet : wire) {
            int code = receiver.seen(packet);
            if (code != KeyReceiver.NOTHING) {
                heard.add(code);
            }
        }
        for (int n = 0; n < Math.min(heard.size(), pressed.size()); n++) {
            told += heard.get(n).equals(pressed.get(n)) ? 1 : 0;
            wrong += heard.get(n).equals(pressed.get(n)) ? 0 : 1;
        }
        assertThat(heard).hasSizeBetween(999, 1_000);
        assertThat(told).isGreaterThanOrEqualTo(999);
        assertThat(wrong).isZero();
    }
}
