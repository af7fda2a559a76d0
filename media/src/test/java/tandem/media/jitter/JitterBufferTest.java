package tandem.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;
import tandem.media.g711.G711;
import tandem.media.rtp.LegCount;
import tandem.media.rtp.LegCounters;
import tandem.media.rtp.Packets;

/// Everything on a clock of ticks that the test moves: packet n is due at tick 160·n + 160.
class JitterBufferTest {

    private static final int FRAME = 160;

    private record Got(short first, long tick, boolean concealed, long at) {}

    private final LegCounters counters =
            new LegCounters(new AtomicLongArray(LegCount.values().length));
    private final List<Got> frames = new ArrayList<>();
    private boolean quiet = true;
    private final LineState line =
            new LineState() {
                @Override
                public boolean isQuiet() {
                    return quiet;
                }

                @Override
                public int noisePeak() {
                    return 0;
                }
            };
    private long now;
    private final JitterBuffer buffer =
            new JitterBuffer(
                    (samples, tick, concealed, nanos) ->
                            frames.add(new Got(samples[80], tick, concealed, now)),
                    line,
                    counters,
                    960);
    private int firstSequence = 65_530;
    private int firstTimestamp = -800;

    @Test
    void packets_in_order_pass_at_once_and_over_the_wrap() {
        for (int n = 0; n < 40; n++) {
            receive(n);
            assertThat(frames).hasSize(n + 1 + frames.size() - heard().size());
            assertThat(heard()).hasSize(n + 1);
        }
        assertHeard(0, 40);
        assertContinuous();
        assertThat(counters.get(LegCount.CONCEALED)).isZero();
    }

    @Test
    void an_overtaken_packet_is_put_back_in_its_place() {
        teachJitter();
        int from = heard().size();
        receive(102);
        assertThat(heard()).as("waits").hasSize(from);
        receive(101);
        assertThat(heard()).hasSize(from + 2);
        assertHeard(100, 103);
        assertThat(counters.get(LegCount.LATE)).isZero();
    }

    @Test
    void a_lost_packet_is_concealed_and_the_clock_goes_on() {
        for (int n = 0; n < 30; n++) {
            if (n != 10 && n != 20) {
                receive(n);
            } else {
                at(n);
            }
        }
        assertThat(heard()).hasSize(28);
        assertThat(counters.get(LegCount.CONCEALED)).isEqualTo(2);
        assertContinuous();
        assertThat(frames.stream().filter(Got::concealed).map(Got::tick))
                .as("one before the stream began, two in it")
                .containsExactly(0L, 11 * 160L, 21 * 160L);
    }

    @Test
    void doubles_and_packets_after_their_time_are_counted_and_not_heard() {
        for (int n = 0; n < 20; n++) {
            if (n != 10) {
                receive(n);
            }
        }
        receive(19, now);
        receive(10, now);
        assertThat(heard()).hasSize(19);
        assertThat(counters.get(LegCount.DUPLICATES)).isEqualTo(1);
        assertThat(counters.get(LegCount.LATE)).isEqualTo(1);
        assertContinuous();
    }

    @Test
    void jitter_teaches_it_to_wait_and_nothing_is_lost() {
        Random random = new Random(1);
        List<long[]> arrivals = new ArrayList<>();
        for (int n = 0; n < 1_500; n++) {
            arrivals.add(new long[] {n * 160L + 160 + random.nextInt(480), n});
        }
        arrivals.sort((a, b) -> Long.compare(a[0], b[0]));
        for (long[] arrival : arrivals) {
            tickTo(arrival[0]);
            receive((int) arrival[1], arrival[0]);
        }
        assertThat(counters.get(LegCount.LATE)).as("late").isLessThan(30);
        assertThat(heard().size()).isGreaterThan(1_470);
        assertContinuous();
        assertThat(buffer.holdTicks()).isBetween(240, 560);
    }

    @Test
    void when_nothing_comes_the_clock_goes_on_and_the_stream_comes_back() {
        for (int n = 0; n < 50; n++) {
            receive(n);
        }
        tickTo(250 * 160);
        assertThat(frames.getLast().tick()).isBetween(247L * 160, 250L * 160);
        assertContinuous();
        for (int n = 250; n < 300; n++) {
            receive(n);
        }
        assertHeard(250, 300);
        assertContinuous();
    }

    @Test
    void a_sender_that_says_nothing_for_a_while_is_not_concealed_but_silent() {
        for (int n = 0; n < 50; n++) {
            receive(n);
        }
        tickTo(54 * 160);
        for (int n = 54; n < 60; n++) {
            at(n);
            packet(50 + n - 54, n, payload(n), now);
        }
        assertHeard(54, 60);
        assertContinuous();
    }

    @Test
    void a_jump_of_timestamps_or_sequence_begins_anew_without_a_gap() {
        for (int n = 0; n < 20; n++) {
            receive(n);
        }
        firstTimestamp += 1_000_000;
        for (int n = 20; n < 40; n++) {
            receive(n);
        }
        firstSequence += 20_000;
        for (int n = 40; n < 60; n++) {
            receive(n);
        }
        assertThat(heard().size()).isGreaterThanOrEqualTo(59);
        assertContinuous();
        assertThat(frames.getLast().tick()).isBetween(58L * 160, 60L * 160);
    }

    @Test
    void a_lasting_step_of_the_delay_costs_a_few_packets_and_no_more() {
        for (int n = 0; n < 100; n++) {
            receive(n);
        }
        int before = heard().size();
        for (int n = 100; n < 200; n++) {
            tickTo(n * 160L + 160 + 2_000);
            receive(n, now);
        }
        assertThat(heard().size() - before).isBetween(94, 100);
        assertContinuous();
    }

    @Test
    void a_fast_and_a_slow_sender_are_held_at_wall_time_by_what_is_done_in_silence() {
        for (int drift : new int[] {-400, 400}) {
            JitterBufferTest test = new JitterBufferTest();
            int packets = 30_000;
            long last = 0;
            for (int n = 0; n < packets; n++) {
                last = n * 160L + 160 + n * 160L * drift / 1_000_000;
                test.quiet = n % 200 > 150;
                test.tickTo(last);
                test.receive(n, last);
            }
            long off = test.frames.getLast().tick() + 160 - last;
            assertThat(off).as("drift %d ppm", drift).isBetween(-800L, 800L);
            test.assertContinuous();
            assertThat(test.heard().size()).isGreaterThan(packets - 160);
        }
    }

    @Test
    void packets_of_any_length_become_frames_of_20_ms() {
        int sequence = 0;
        int timestamp = 0;
        int sent = 0;
        Random random = new Random(2);
        while (sent < 50_000) {
            int length = 80 * (1 + random.nextInt(6));
            byte[] payload = new byte[length];
            for (int n = 0; n < length; n++) {
                payload[n] = G711.MU_LAW.encode((short) ((sent + n) / 160 % 100 * 100 + 1_000));
            }
            sent += length;
            tickTo(sent);
            buffer.audio(Packets.audio(sequence++ & 0xFFFF, timestamp, payload), now, now);
            timestamp += length;
        }
        assertContinuous();
        List<Got> got = heard();
        for (int n = 1; n < got.size(); n++) {
            int expected = G711.MU_LAW.decode(G711.MU_LAW.encode((short) (n % 100 * 100 + 1_000)));
            assertThat((int) got.get(n).first()).isEqualTo(expected);
        }
    }

    @Test
    void anything_may_come_and_the_clock_stays_within_a_second_of_wall_time() {
        Random random = new Random(5);
        int sequence = 0;
        int timestamp = 0;
        for (int n = 0; n < 100_000; n++) {
            tickTo(now + random.nextInt(320));
            sequence += random.nextInt(100) < 95 ? 1 : random.nextInt(60_000);
            timestamp += random.nextInt(100) < 95 ? 160 : random.nextInt();
            byte[] payload = new byte[random.nextInt(20) == 0 ? random.nextInt(1_400) : 160];
            int place = random.nextInt(100) < 95 ? timestamp : random.nextInt();
            buffer.audio(Packets.audio(sequence & 0xFFFF, place, payload), now, now);
            assertThat(frames.isEmpty() ? 0 : frames.getLast().tick() - now)
                    .isBetween(-8_000L, 8_000L);
        }
        assertContinuous();
    }

    private void teachJitter() {
        for (int n = 0; n < 100; n++) {
            tickTo(n * 160L + 160 + n % 4 * 130);
            receive(n, now);
        }
        tickTo(101 * 160);
        receive(100, now);
        tickTo(102 * 160 + 160);
    }

    private void receive(int n) {
        at(n);
        receive(n, now);
    }

    private void receive(int n, long arrival) {
        now = arrival;
        packet(n, n, payload(n), arrival);
    }

    private void packet(int sequence, int place, byte[] payload, long arrival) {
        buffer.audio(
                Packets.audio(
                        (firstSequence + sequence) & 0xFFFF,
                        firstTimestamp + place * FRAME,
                        payload),
                arrival,
                arrival);
    }

    private void at(int n) {
        tickTo(n * 160L + 160);
    }

    /// Moves time on in steps of a frame.
    private void tickTo(long tick) {
        while (now + FRAME <= tick) {
            now += FRAME;
            buffer.clock(now, now);
        }
        now = Math.max(now, tick);
    }

    private static byte[] payload(int n) {
        byte[] payload = new byte[FRAME];
        java.util.Arrays.fill(payload, G711.MU_LAW.encode(value(n)));
        return payload;
    }

    private static short value(int n) {
        return G711.MU_LAW.decode((byte) (n % 100 + 1));
    }

    private List<Got> heard() {
        return frames.stream().filter(frame -> !frame.concealed()).toList();
    }

    private void assertHeard(int from, int to) {
        List<Got> heard = heard();
        List<Got> last = heard.subList(heard.size() - (to - from), heard.size());
        for (int n = from; n < to; n++) {
            assertThat(last.get(n - from).first()).as("packet %d", n).isEqualTo(value(n));
        }
    }

    private void assertContinuous() {
        for (int n = 1; n < frames.size(); n++) {
            assertThat(frames.get(n).tick()).isEqualTo(frames.get(n - 1).tick() + FRAME);
        }
        assertThat(Collections.max(frames.stream().map(Got::at).toList())).isLessThanOrEqualTo(now);
    }
}
