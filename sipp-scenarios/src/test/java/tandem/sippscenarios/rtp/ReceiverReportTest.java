package tandem.sippscenarios.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ReceiverReportTest {

    private static final long SECOND = 1_000_000_000L;

    private final ReceiverReport report = new ReceiverReport();

    @Test
    void the_fraction_lost_counts_since_the_last_report_and_the_total_from_the_beginning() {
        for (int i = 0; i < 20; i++) {
            if (i % 4 != 3) {
                heard(65_530 + i, i * 160L);
            }
        }
        heard(65_530 + 20, 20 * 160L);

        ByteBuffer first = write(0);

        assertThat(first.getInt(28)).isEqualTo(7);
        assertThat(first.get(32) & 0xFF).isEqualTo(5 * 256 / 21);
        assertThat(first.getInt(32) & 0xFF_FFFF).isEqualTo(5);
        assertThat(first.getInt(36)).isEqualTo(65_550);
        heard(65_530 + 21, 21 * 160L);
        ByteBuffer second = write(0);
        assertThat(second.get(32)).isZero();
        assertThat(second.getInt(32) & 0xFF_FFFF).isEqualTo(5);
    }

    @Test
    void the_far_ends_report_comes_back_with_the_time_since() {
        ByteBuffer theirs = ByteBuffer.allocate(28);
        theirs.put((byte) 0x80).put((byte) 200).putShort((short) 6).putInt(7);
        theirs.putInt(0x1111_2222).putInt(0x3333_4444).position(0);
        heard(1, 0);
        report.reported(theirs, 2 * SECOND);

        ByteBuffer ours = write(4 * SECOND);

        assertThat(ours.getInt(44)).isEqualTo(0x2222_3333);
        assertThat(ours.getInt(48)).isEqualTo(2 * 65_536);
    }

    @Test
    void every_report_is_a_whole_compound_packet() {
        for (boolean knows : new boolean[] {false, true}) {
            if (knows) {
                heard(1, 0);
            }
            ByteBuffer bytes = write(0);
            int at = 0;
            while (at < bytes.limit()) {
                assertThat(bytes.get(at) & 0xC0).isEqualTo(0x80);
                at += 4 * ((bytes.getShort(at + 2) & 0xFFFF) + 1);
            }
            assertThat(at).isEqualTo(bytes.limit());
        }
    }

    private void heard(int sequence, long timestamp) {
        report.heard(
                new RtpPacket(0, false, sequence & 0xFFFF, timestamp, 7, new byte[160]), timestamp);
    }

    private ByteBuffer write(long nanos) {
        ByteBuffer bytes = ByteBuffer.allocate(256);
        report.write(bytes, 99, 0, 0, 0, 0, nanos);
        return bytes.flip();
    }
}
