package tandem.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RtpPacketTest {

    private final RtpPacket packet = new RtpPacket();

    @Test
    void contributors_extension_and_padding_are_no_payload() {
        byte[] bytes = {
            (byte) 0xB2,
            (byte) 0x88,
            0x12,
            0x34,
            0,
            0,
            1,
            0,
            9,
            8,
            7,
            6, // 2 CSRC, X, P
            1,
            1,
            1,
            1,
            2,
            2,
            2,
            2, // contributors
            (byte) 0xBE,
            (byte) 0xDE,
            0,
            1,
            5,
            5,
            5,
            5, // extension of one word
            42,
            43,
            44, // payload
            0,
            0,
            3 // padding
        };
        assertThat(packet.parse(bytes, bytes.length)).isTrue();
        assertThat(packet.marker()).isTrue();
        assertThat(packet.payloadType()).isEqualTo(8);
        assertThat(packet.sequence()).isEqualTo(0x1234);
        assertThat(packet.timestamp()).isEqualTo(256);
        assertThat(packet.ssrc()).isEqualTo(0x09080706);
        assertThat(packet.payloadLength()).isEqualTo(3);
        assertThat(bytes[packet.payloadOffset()]).isEqualTo((byte) 42);
    }

    @Test
    void what_does_not_add_up_is_refused() {
        byte[] short11 = new byte[11];
        short11[0] = (byte) 0x80;
        assertThat(packet.parse(short11, 11)).isFalse();
        assertThat(packet.parse(with(0x40), 12)).isFalse();
        assertThat(packet.parse(with(0x81), 12)).as("contributor missing").isFalse();
        assertThat(packet.parse(with(0x90), 12)).as("extension missing").isFalse();
        assertThat(packet.parse(with(0xA0), 12)).as("padding of zero").isFalse();
        byte[] padded = with(0xA0);
        padded[11] = 13;
        assertThat(packet.parse(padded, 12)).as("padding past the header").isFalse();
        byte[] extended = new byte[16];
        extended[0] = (byte) 0x90;
        extended[14] = (byte) 0xFF;
        assertThat(packet.parse(extended, 16)).as("extension past the end").isFalse();
    }

    @Test
    void whatever_parses_lies_within_the_datagram() {
        Random random = new Random(1);
        byte[] bytes = new byte[64];
        for (int n = 0; n < 1_000_000; n++) {
            random.nextBytes(bytes);
            bytes[0] = (byte) (bytes[0] & 0x3F | 0x80);
            int length = random.nextInt(65);
            if (packet.parse(bytes, length)) {
                assertThat(packet.payloadLength()).isNotNegative();
                assertThat(packet.payloadOffset() + packet.payloadLength())
                        .isLessThanOrEqualTo(length);
            }
        }
    }

    private static byte[] with(int first) {
        byte[] bytes = new byte[12];
        bytes[0] = (byte) first;
        return bytes;
    }
}
