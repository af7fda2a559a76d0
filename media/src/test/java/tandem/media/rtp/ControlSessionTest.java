package tandem.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ControlSessionTest {

    private static final long SECOND = 1_000_000_000L;
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00.5Z");

    @Test
    void two_ends_tell_each_other_loss_and_find_the_round_trip() {
        ControlSession ours = session(1);
        ControlSession theirs = session(2);
        SendStream we = stream(100);
        SendStream they = stream(200);
        ReceptionStatistics heardByThem = new ReceptionStatistics();
        for (int n = 0; n < 200; n++) {
            if (n % 10 != 0 || n == 0) {
                heardByThem.received(n, n * 160, n * 160);
            }
        }
        ReceptionStatistics heardByUs = new ReceptionStatistics();
        heardByUs.received(1, 160, 160);

        byte[] first = bytes(ours.report(we, true, 160, heardByUs, 200, 10 * SECOND, NOW));
        assertThat(theirs.read(first, first.length, 10 * SECOND + 30_000_000, 200)).isTrue();
        byte[] answer =
                bytes(
                        theirs.report(
                                they, true, 160, heardByThem, 100, 11 * SECOND + 30_000_000, NOW));
        assertThat(ours.read(answer, answer.length, 11 * SECOND + 60_000_000, 100)).isTrue();

        assertThat(ours.reader().remoteLossPercent()).isBetween(9.0, 10.0);
        assertThat(ours.reader().roundTripNanos()).isBetween(59_000_000L, 61_000_000L);
        assertThat(theirs.reader().remoteLossPercent()).isZero();
    }

    @Test
    void a_report_is_a_compound_packet_with_a_name_and_says_goodbye() {
        ControlSession session = session(1);
        byte[] report =
                bytes(session.report(stream(7), false, 0, new ReceptionStatistics(), 0, 0, NOW));
        assertThat(report[1] & 0xFF).as("nothing sent: receiver report").isEqualTo(201);
        assertThat(report.length % 4).isZero();
        assertThat(report[9] & 0xFF).isEqualTo(202);
        byte[] bye = bytes(session.addBye(7));
        assertThat(bye.length).isEqualTo(report.length + 8);
        assertThat(bye[report.length + 1] & 0xFF).isEqualTo(203);
        assertThat(new ControlReader().read(bye, bye.length, 0, 7, 0, 0)).isTrue();
    }

    @Test
    void the_interval_is_randomised_about_the_one_wanted() {
        ControlSession session = session(1);
        SendStream stream = stream(1);
        ReceptionStatistics heard = new ReceptionStatistics();
        long now = 0;
        session.start(now);
        int reports = 0;
        while (now < 10_000 * SECOND) {
            now += SECOND / 50;
            if (session.isDue(now)) {
                session.report(stream, true, 0, heard, 0, now, NOW);
                reports++;
            }
        }
        assertThat(reports).isBetween(2_200, 2_700);
    }

    @Test
    void whatever_comes_is_read_within_its_bounds() {
        Random random = new Random(4);
        ControlSession session = session(3);
        byte[] good =
                bytes(session.report(stream(9), true, 0, new ReceptionStatistics(), 5, 0, NOW));
        int refused = 0;
        for (int n = 0; n < 300_000; n++) {
            byte[] bytes = Arrays.copyOf(good, good.length);
            for (int flips = random.nextInt(6); flips >= 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
            refused += session.read(bytes, length, n, 9) ? 0 : 1;
        }
        assertThat(refused).isPositive();
    }

    @Test
    void jitter_and_loss_are_those_of_the_rfc() {
        ReceptionStatistics statistics = new ReceptionStatistics();
        for (int n = 0; n < 3_000; n++) {
            statistics.received((65_000 + n) & 0xFFFF, n * 160, n * 160 + n % 2 * 80);
        }
        assertThat(statistics.lost()).isZero();
        assertThat(statistics.jitterTicks()).isBetween(75, 81);
        assertThat(statistics.highestSequence()).isEqualTo(65_000 + 2_999);
        statistics.restart();
        statistics.received(5, 0, 0);
        statistics.received(10, 800, 800);
        assertThat(statistics.lost()).isEqualTo(4);
    }

    private static ControlSession session(long seed) {
        return new ControlSession(new Random(seed), "0123456789abcdef01234567", 5 * SECOND);
    }

    private static SendStream stream(int ssrc) {
        SendStream stream = new SendStream(ssrc, 0, 0);
        stream.sent(160);
        return stream;
    }

    private static byte[] bytes(ByteWriter writer) {
        return Arrays.copyOf(writer.bytes(), writer.length());
    }
}
