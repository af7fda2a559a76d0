package tandem.sippscenarios.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReceptionTest {

    private static final long MILLI = 1_000_000;

    private final Reception reception = new Reception();

    @Test
    void packets_lie_by_their_timestamps_whatever_the_order_they_come_in() {
        arrive(10, 0, 0, 1_000);
        arrive(12, 320, 45, 3_000);
        arrive(11, 160, 46, 2_000);

        assertThat(levelAt(0)).isCloseTo(1_000, offset(60));
        assertThat(levelAt(160)).isCloseTo(2_000, offset(60));
        assertThat(levelAt(320)).isCloseTo(3_000, offset(60));
        assertThat(reception.figures().reordered()).isEqualTo(1);
        assertThat(reception.figures().lost()).isZero();
    }

    @Test
    void a_lost_packet_leaves_silence_of_its_length() {
        arrive(65_535, 0, 0, 1_000);
        arrive(1, 320, 40, 1_000);

        assertThat(levelAt(160)).isZero();
        assertThat(levelAt(320)).isCloseTo(1_000, offset(60));
        assertThat(reception.figures().lost()).isEqualTo(1);
    }

    @Test
    void a_packet_that_comes_twice_counts_once() {
        arrive(1, 0, 0, 1_000);
        arrive(1, 0, 1, 1_000);

        assertThat(reception.figures().received()).isEqualTo(1);
        assertThat(reception.figures().duplicates()).isEqualTo(1);
    }

    @Test
    void a_new_source_starts_where_it_arrives() {
        arrive(1, 0, 0, 1_000);
        accept(packet(500, 77_000, 9, 2_000), 100);

        assertThat(levelAt(800)).isCloseTo(2_000, offset(60));
        assertThat(reception.figures().lost()).isZero();
        assertThat(reception.figures().received()).isEqualTo(2);
    }

    @Test
    void a_jump_of_the_timestamp_starts_where_it_arrives() {
        arrive(1, 0, 0, 1_000);
        arrive(2, 900_000, 20, 2_000);

        assertThat(levelAt(160)).isCloseTo(2_000, offset(60));
    }

    @Test
    void pauses_between_arrivals_are_told() {
        arrive(1, 0, 0, 1_000);
        arrive(2, 160, 20, 1_000);
        arrive(3, 320, 140, 1_000);

        assertThat(reception.figures().gaps()).isEqualTo(1);
        assertThat(reception.figures().longestGapMillis()).isEqualTo(120);
        assertThat(reception.figures().jitterMillis()).isGreaterThan(5);
    }

    @Test
    void an_event_counts_as_received_but_is_no_audio() {
        accept(new RtpPacket(101, false, 1, 0, 5, new byte[4]), 0);

        assertThat(reception.figures().received()).isEqualTo(1);
        assertThat(reception.figures().otherPayloads()).isEqualTo(1);
        assertThat(reception.timeline().length()).isZero();
    }

    private void arrive(int sequence, long timestamp, long millis, int level) {
        accept(packet(sequence, timestamp, 5, level), millis);
    }

    private void accept(RtpPacket packet, long millis) {
        reception.accept(packet, millis * 8, millis * MILLI);
    }

    private static RtpPacket packet(int sequence, long timestamp, long ssrc, int level) {
        byte[] payload = new byte[160];
        Arrays.fill(payload, G711.PCMU.encode((short) level));
        return new RtpPacket(0, false, sequence, timestamp, ssrc, payload);
    }

    private int levelAt(int tick) {
        return reception.timeline().at(tick + 80);
    }
}
